using System.CommandLine;
using ConnectSchappo.Reconciler.Cli;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Cli;

/// <summary>Whatever is typed, an option that is wrong is told by its name and by what it takes, and the exit code is 1: never a stack trace.</summary>
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
        { "run", "--interval", "10s", "--interval is a number of seconds from 1 to 86400, without a unit; `10s` is none." },
        { "run", "--interval", "5m", "`5m` is none." },
        { "run", "--interval", "0", "from 1 to 86400" },
        { "run", "--interval", "NaN", "`NaN` is none." },
        { "run", "--interval", "1e3", "`1e3` is none." },
        { "run", "--interval", "1,5", "`1,5` is none." },
        { "run", "--interval", "", "--interval is" },
        { "run", "--git-interval", "30s", "--git-interval is a number of seconds from 1 to 86400, without a unit; `30s` is none." },
        { "run", "--metrics-port", "x", "--metrics-port is a whole number from 0 to 65535, without a unit; `x` is none." },
        { "run", "--metrics-port", "65536", "`65536` is none." },
        { "run", "--metrics-port", "-1", "`-1` is none." },
        { "run", "--metrics-port", "9250.5", "`9250.5` is none." },
        { "run", "--metrics-address", "x", "--metrics-address is an address; `x` is none." },
        { "run", "--log-format", "xml", "--log-format is one of text|json|journal; `xml` is none." },
        { "run", "--log-format", "1", "`1` is none." },
        { "plan", "--output", "xml", "--output is one of text|json; `xml` is none." },
        { "apply", "--output", "0", "--output is one of text|json; `0` is none." },
        { "confirm", "--output", "github", "--output is one of text|json; `github` is none." },
        { "rollback", "--output", "x", "--output is one of text|json; `x` is none." },
        { "status", "--output", "x", "--output is one of text|json; `x` is none." },
        { "history", "--output", "x", "--output is one of text|json; `x` is none." },
        { "history", "--last", "x", "--last is a whole number from 1 to 1000000; `x` is none." },
        { "history", "--last", "0", "`0` is none." },
        { "history", "--last", "99999999999", "`99999999999` is none." },
        { "sync", "--output", "x", "--output is one of text|json; `x` is none." },
        { "sync", "--timeout", "10", "--timeout is a duration of at most 31 days, as in 90s or 10m; `10` is none." },
        { "sync", "--timeout", "60d", "`60d` is none." },
        { "suspend", "--until", "tomorrow", "--until is a duration (90m, 2h), a time (18:00), or a date and time (2026-11-24T18:00); `tomorrow` is none." },
        { "suspend", "--until", "9999-12-31T23:59", "`9999-12-31T23:59` is none." },
        { "suspend", "--until", "0001-01-01T00:00", "`0001-01-01T00:00` is none." },
        { "suspend", "--until", "25:99", "`25:99` is none." },
        { "validate", "--output", "xml", "--output is one of text|json|github|sarif; `xml` is none." },
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
        foreach (var value in (string[])["", " ", "-", "x", "-1", "1e400", "NaN", "99999999999999999999", "\u001b[31m", "365d", "/nonexistent/\0", new string('x', 5000)])
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
        Assert.True(type == typeof(string) || Wrong.Any(row => row.Data.Item1 == command && row.Data.Item2 == option), $"{command} {option}");
    }

    [Theory]
    [InlineData("--interval", "1")]
    [InlineData("--interval", "2.5")]
    [InlineData("--interval", "86400")]
    [InlineData("--metrics-port", "0")]
    [InlineData("--log-format", "JSON")]
    public void What_the_documents_say_is_taken(string option, string value) => Assert.Empty(CommandTree.Create().Parse(["run", option, value]).Errors);

    private static (int Code, string Errors) Run(params string[] arguments)
    {
        using var errors = new StringWriter();
        using var output = new StringWriter();
        string[] needed = arguments[0] is "suspend" or "resume" ? ["--all"] : [];
        var code = CommandTree.Create().Parse([arguments[0], .. needed, .. arguments[1..]]).Invoke(new InvocationConfiguration { Output = output, Error = errors });
        return (code, errors.ToString());
    }
}
