using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using ConnectSchappo.Reconciler.Reporting;
using ConnectSchappo.Reconciler.Reporting.Lines;
using ConnectSchappo.Reconciler.Tests.Sources;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Reporting.Lines;

/// <summary>How an event looks on a terminal, as JSON and in the journal.</summary>
public class LogLineTests
{
    private static readonly FakeTimeProvider Night = new(new DateTimeOffset(2026, 11, 24, 3, 12, 9, TimeSpan.Zero));

    [Fact]
    public void A_line_has_the_time_the_level_the_event_and_its_sentence() => Assert.Equal(
        "2026-11-24 03:12:09 warning ObservationIncomplete: matriz: cannot be observed completely: the jails\n",
        Written(new TextFormatter(Night), l => l.ObservationIncomplete("matriz", "the jails")));

    [Fact]
    public void What_a_box_printed_begins_no_line_and_moves_no_cursor() => Assert.Equal(
        "2026-11-24 03:12:09 warning ObservationIncomplete: matriz: cannot be observed completely: one two?[31m\n",
        Written(new TextFormatter(Night), l => l.ObservationIncomplete("matriz", "one\ntwo\e[31m")));

    [Fact]
    public void The_stack_of_an_error_of_ours_is_indented()
    {
        var lines = Written(new TextFormatter(Night), l => l.RoundCrashed(new InvalidOperationException("oh"), "matriz"))
            .TrimEnd().Split('\n');

        Assert.StartsWith("2026-11-24 03:12:09 critical RoundCrashed: matriz: ", lines[0], StringComparison.Ordinal);
        Assert.Equal("    System.InvalidOperationException: oh", lines[1]);
    }

    [Fact]
    public void Json_has_every_field_of_the_event()
    {
        var line = Written(new JsonFormatter(Night), l => l.NotVerified("matriz", "a\nb", "t1"));

        Assert.Equal('\n', line[^1]);
        Assert.Equal(line.Length - 1, line.IndexOf('\n', StringComparison.Ordinal));
        var json = JsonDocument.Parse(line).RootElement;
        Assert.Equal(
            "time=2026-11-24T03:12:09.000Z level=error event=NotVerified event_id=33 box=matriz cause=a\nb transaction=t1",
            string.Join(' ', json.EnumerateObject().Where(p => p.Name != "message").Select(p => $"{p.Name}={p.Value}")));
        Assert.StartsWith(
            "matriz: the change was applied, but the box does not show its effect: a\nb. Impact:",
            json.GetProperty("message").GetString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_journal_gets_every_field_as_a_field_of_its_own()
    {
        using var folder = new TestFolder();
        var path = Path.Combine(folder.Path, "journal");
        using var journal = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        journal.Bind(new UnixDomainSocketEndPoint(path));
        using var provider = new JournalProvider(path, TextWriter.Null, Night);

        provider.CreateLogger("reconciler").NotVerified("matriz", "a\nb", "t1");

        var entry = new byte[10_000];
        var fields = Fields(entry.AsSpan(0, journal.Receive(entry)));
        Assert.Equal("3", fields["PRIORITY"]);
        Assert.Equal("reconciler", fields["SYSLOG_IDENTIFIER"]);
        Assert.Equal("NotVerified", fields["EVENT"]);
        Assert.Equal("33", fields["EVENT_ID"]);
        Assert.Equal("matriz", fields["BOX"]);
        Assert.Equal("a\nb", fields["CAUSE"]);
        Assert.Equal("t1", fields["TRANSACTION"]);
        Assert.StartsWith("matriz: the change was applied", fields["MESSAGE"], StringComparison.Ordinal);
        Assert.Equal(8, fields.Count);
    }

    [Fact]
    public void What_the_journal_does_not_take_is_a_line_elsewhere()
    {
        using var folder = new TestFolder();
        using var elsewhere = new StringWriter();
        using var provider = new JournalProvider(Path.Combine(folder.Path, "nobody"), elsewhere, Night);

        provider.CreateLogger("reconciler").Stopping();

        Assert.StartsWith("2026-11-24 03:12:09 info    Stopping: ", elsewhere.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_longest_cause_that_a_box_can_give_fits_into_the_journal()
    {
        using var folder = new TestFolder();
        var path = Path.Combine(folder.Path, "journal");
        using var journal = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        journal.Bind(new UnixDomainSocketEndPoint(path));
        using var elsewhere = new StringWriter();
        using var provider = new JournalProvider(path, elsewhere, Night);

        provider.CreateLogger("reconciler").ObservationIncomplete("matriz", new string('x', 1_000_000));

        Assert.Equal("", elsewhere.ToString());
        Assert.True(journal.Receive(new byte[100_000]) > 10_000);
    }

    [Theory]
    [InlineData("8:77", "socket:[77]", true)]
    [InlineData("8:77", "socket:[78]", false)]
    [InlineData("8:77", "/var/log/reconciler.log", false)]
    [InlineData(null, "socket:[77]", false)]
    public void The_journal_is_ours_only_if_our_output_is_what_systemd_connected(string? stream, string output, bool ours) =>
        Assert.Equal(ours, JournalProvider.IsOurs(_ => stream, _ => output));

    private static string Written(ConsoleFormatter formatter, Action<ILogger> tell)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        tell(new OneLine(formatter, writer));
        return writer.ToString();
    }

    private static Dictionary<string, string> Fields(ReadOnlySpan<byte> entry)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        while (entry.Length > 0)
        {
            var line = entry[..entry.IndexOf((byte)'\n')];
            if (line.IndexOf((byte)'=') is var equals and >= 0)
            {
                fields.Add(Encoding.UTF8.GetString(line[..equals]), Encoding.UTF8.GetString(line[(equals + 1)..]));
                entry = entry[(line.Length + 1)..];
            }
            else
            {
                var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(entry[(line.Length + 1)..]);
                fields.Add(Encoding.UTF8.GetString(line), Encoding.UTF8.GetString(entry.Slice(line.Length + 1 + sizeof(ulong), length)));
                entry = entry[(line.Length + 1 + sizeof(ulong) + length + 1)..];
            }
        }

        return fields;
    }

    private sealed class OneLine(ConsoleFormatter formatter, TextWriter writer) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> format) =>
            formatter.Write(new LogEntry<TState>(logLevel, "reconciler", eventId, state, exception, format), null, writer);
    }
}
