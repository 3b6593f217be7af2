using ConnectSchappo.Reconciler.Boxes;
using ConnectSchappo.Reconciler.Boxes.Connecting;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Boxes.Connecting;

public class PatientLinesTests
{
    private static readonly DesiredBox Box =
        new() { Name = "matriz", Catalogue = AsteriskCatalogue.Of(16), Address = "10.0.0.5", User = "reconciler" };

    private readonly FakeTimeProvider time = new();
    private readonly ScriptedLines lines = new();

    [Theory]
    [InlineData("Unreachable", 2)]
    [InlineData("HostKey", 1)]
    [InlineData("AccessRefused", 1)]
    [InlineData("Deadline", 1)]
    public async Task Only_what_may_pass_by_itself_is_tried_once_more(string kind, int attempts)
    {
        lines.Kind = Enum.Parse<BoxFailureKind>(kind);
        Assert.Equal(kind, await Failure(new PatientLines(lines, time)));
        Assert.Equal(attempts, lines.Attempts);
    }

    [Fact]
    public async Task A_box_that_failed_often_is_left_alone_for_a_while_and_longer_each_time()
    {
        lines.Kind = BoxFailureKind.Deadline;
        var patient = new PatientLines(lines, time);
        for (var attempt = 0; attempt < 4; attempt++)
        {
            Assert.Null(patient.LeftAloneUntil);
            await Failure(patient);
        }

        foreach (var seconds in (double[])[10, 20, 40, 80, 120, 120])
        {
            Assert.Equal(seconds, (patient.LeftAloneUntil!.Value - time.GetUtcNow()).TotalSeconds);
            var before = lines.Attempts;
            Assert.Equal("Unreachable", await Failure(patient));
            Assert.Equal(before, lines.Attempts);

            time.Advance(TimeSpan.FromSeconds(seconds));
            await Failure(patient);
            Assert.Equal(before + 1, lines.Attempts);
        }

        lines.Kind = null;
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.NotNull(await patient.Open(Box, Cancellation));
        Assert.Null(patient.LeftAloneUntil);
    }

    [Fact]
    public async Task Somebody_who_asks_is_not_kept_waiting()
    {
        lines.Kind = BoxFailureKind.Deadline;
        var patient = new PatientLines(lines, time);
        for (var attempt = 0; attempt < 4; attempt++)
        {
            await Failure(patient);
        }

        lines.Kind = null;
        await patient.TryAtOnce(Cancellation);
        Assert.NotNull(await patient.Open(Box, Cancellation));
    }

    [Fact]
    public async Task An_attempt_that_hangs_ends()
    {
        lines.Hangs = true;
        var opening = Failure(new PatientLines(lines, time));
        time.Advance(TimeSpan.FromSeconds(25));
        Assert.Equal("Unreachable", await opening);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private async Task<string> Failure(PatientLines patient)
    {
        var opening = patient.Open(Box, Cancellation);
        while (!opening.IsCompleted && lines is { Kind: BoxFailureKind.Unreachable, Attempts: 1 })
        {
            time.Advance(TimeSpan.FromSeconds(0.1)); // the pause before another attempt
            await Task.Yield();
        }

        return (await Assert.ThrowsAsync<BoxFailure>(() => opening)).Kind.ToString();
    }

    private sealed class ScriptedLines : IBoxLines
    {
        public BoxFailureKind? Kind { get; set; }

        public bool Hangs { get; set; }

        public int Attempts { get; private set; }

        public async Task<IBoxLine> Open(DesiredBox box, CancellationToken cancellation)
        {
            Attempts++;
            if (Hangs)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
            }

            return Kind is { } kind ? throw new BoxFailure(kind, "scripted") : new NoLine();
        }
    }

    private sealed class NoLine : IBoxLine
    {
        public Task<ScriptReply> Run(string script, ReadOnlyMemory<byte> input, TimeSpan deadline, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<Stream> OpenLocalPort(int port, TimeSpan deadline, CancellationToken cancellation) => throw new NotSupportedException();

        public ValueTask DisposeAsync() => default;
    }
}
