using System.CommandLine;
using ConnectSchappo.Reconciler.Cli;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Cli;

/// <summary>
/// Whatever is typed, an option that is wrong is told by its name and by what it takes, and the exit code is 1: never a stack trace.
/// </summary>
public class OptionsTests
{
    /// <summary>Each option of each command that takes a value.</summary>
    public static TheoryData<string, string> All
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var command in CommandTree.Create().Subcommands)
            {
                foreach (var option in command.Options.Where(o => o.Arity.MaximumNumberOfValues > 0 && o.ValueType != typeof(bool)))
                {
                    all.Add(command.Name, option.Name);
                }
            }

            return all;
        }
    }

    /// <summary>Those that do not take any text, a wrong value, and what they say that they take.</summary>
    public static TheoryData<string, string, string, string> Wrong => new()
    {
        { "run", "--interval", "10s", "--interval must be a number of seconds from 1 to 86400 without a unit, not '10s'." },
        { "run", "--interval", "5m", "not '5m'." },
        { "run", "--resync", "1m", "--resync must be a number of seconds from 1 to 86400 without a unit, not '1m'." },
        { "run", "--interval", "0", "from 1 to 86400" },
        { "run", "--interval", "NaN", "not 'NaN'." },
        { "run", "--interval", "1e3", "not '1e3'." },
        { "run", "--interval", "1,5", "not '1,5'." },
        { "run", "--interval", "", "--interval must be" },
        { "run", "--git-interval", "30s", "--git-interval must be a number of seconds from 1 to 86400 without a unit, not '30s'." },
        { "run", "--metrics-port", "x", "--metrics-port must be a whole number from 0 to 65535 without a unit, not 'x'." },
        { "run", "--metrics-port", "65536", "not '65536'." },
        { "run", "--metrics-port", "-1", "not '-1'." },
        { "run", "--metrics-port", "9250.5", "not '9250.5'." },
        {
            "run", "--metrics-address", "x",
            "--metrics-address must be an IPv4 or IPv6 address of this host (127.0.0.1, 0.0.0.0), not 'x'."
        },
        { "run", "--log-format", "xml", "--log-format must be text, json or journal, not 'xml'." },
        { "run", "--log-format", "1", "not '1'." },
        { "plan", "--output", "xml", "--output must be text or json, not 'xml'." },
        { "apply", "--output", "0", "--output must be text or json, not '0'." },
        { "confirm", "--output", "github", "--output must be text or json, not 'github'." },
        { "rollback", "--output", "x", "--output must be text or json, not 'x'." },
        { "status", "--output", "x", "--output must be text or json, not 'x'." },
        { "inspect", "--output", "yaml", "--output must be text or json, not 'yaml'." },
        { "import", "--name", "a b", "--name must be a name of at most 63 letters, digits, '-', '_' and '.', not 'a b'." },
        { "doctor", "--output", "qr", "--output must be text or json, not 'qr'." },
        { "doctor", "--from", "here", "--from must be an IP address (203.0.113.7), not 'here'." },
        { "doctor", "--server", "a b", "--server must be a name or an address (pbx.example, pbx.example:443), not 'a b'." },
        { "trace", "--output", "pcap", "--output must be text or json, not 'pcap'." },
        { "trace", "--for", "2h", "--for must be a duration from 1s to 1h (90s, 10m), not '2h'." },
        { "trace", "--for", "0s", "not '0s'." },
        { "trace", "--megabytes", "101", "--megabytes must be a whole number from 1 to 100, not '101'." },
        { "probe", "--output", "qr", "--output must be text or json, not 'qr'." },
        { "probe", "--server", "a b", "--server must be a name or an address (pbx.example, pbx.example:443), not 'a b'." },
        { "softphone", "--server", "pbx:0", "--server must be a name or an address (pbx.example, pbx.example:443), not 'pbx:0'." },
        { "history", "--output", "x", "--output must be text or json, not 'x'." },
        { "history", "--last", "x", "--last must be a whole number from 1 to 1000000, not 'x'." },
        { "history", "--last", "0", "not '0'." },
        { "history", "--last", "99999999999", "not '99999999999'." },
        { "sync", "--output", "x", "--output must be text or json, not 'x'." },
        { "sync", "--timeout", "10", "--timeout must be a duration of at most 31 days (90s, 10m), not '10'." },
        { "sync", "--timeout", "60d", "not '60d'." },
        {
            "suspend", "--until", "tomorrow",
            "--until must be a duration (90m, 2h), a time (18:00) or a date and time (2026-11-24T18:00), not 'tomorrow'."
        },
        { "suspend", "--until", "9999-12-31T23:59", "not '9999-12-31T23:59'." },
        { "suspend", "--until", "0001-01-01T00:00", "not '0001-01-01T00:00'." },
        { "suspend", "--until", "25:99", "not '25:99'." },
        { "validate", "--output", "xml", "--output must be text, json, github or sarif, not 'xml'." },
        { "softphone", "--output", "xml", "--output must be text, json or qr, not 'xml'." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_value_is_told_by_name_and_by_what_is_right(string command, string option, string value, string told)
    {
        var (code, errors) = Run(command, option, value);

        Assert.Equal(1, code);
        Assert.Contains(told, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void An_option_without_its_value_is_told_by_name(string command, string option)
    {
        var (code, errors) = Run(command, option);

        Assert.Equal(1, code);
        Assert.Contains(option, errors, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void An_option_given_twice_is_told_by_name(string command, string option)
    {
        var (code, errors) = Run(command, option, "1", option, "2");

        Assert.Equal(1, code);
        Assert.Contains(option, errors, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void No_value_is_a_crash_of_parsing(string command, string option)
    {
        string[] values =
        [
            "", " ", "-", "x", "-1", "1e400", "NaN", "99999999999999999999", "\u001b[31m", "365d", "/nonexistent/\0",
            new string('x', 5000),
        ];
        foreach (var value in values)
        {
            Assert.NotNull(CommandTree.Create().Parse([command, option, value]).Errors);
        }
    }

    /// <summary>Every option with a value that is not any text has its row above: the next one that comes is not forgotten.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public void Each_option_that_takes_no_text_has_a_wrong_value_above(string command, string option)
    {
        var type = CommandTree.Create().Subcommands.Single(c => c.Name == command).Options.Single(o => o.Name == option).ValueType;
        Assert.True(
            type == typeof(string) || Wrong.Any(row => row.Data.Item1 == command && row.Data.Item2 == option), $"{command} {option}");
    }

    [Theory]
    [InlineData("--interval", "1")]
    [InlineData("--interval", "2.5")]
    [InlineData("--interval", "86400")]
    [InlineData("--metrics-port", "0")]
    [InlineData("--log-format", "JSON")]
    public void What_the_documents_say_is_taken(string option, string value) =>
        Assert.Empty(CommandTree.Create().Parse(["run", option, value]).Errors);

    private static (int Code, string Errors) Run(params string[] arguments)
    {
        using var errors = new StringWriter();
        using var output = new StringWriter();
        string[] needed = arguments[0] is "suspend" or "resume" ? ["--all"] : [];
        var code = CommandTree.Create().Parse([arguments[0], .. needed, .. arguments[1..]])
            .Invoke(new InvocationConfiguration { Output = output, Error = errors });
        return (code, errors.ToString());
    }
}
