using ConnectSchappo.Reconciler.Cli;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Cli;

/// <summary>
/// Whatever somebody gives to an option or an argument of a command, it ends with one of the documented exit codes, and with a sentence
/// instead of an exception. The commands are found by themselves, so that the next option is not forgotten.
/// </summary>
[Collection(nameof(EveryInputTests))]
[CollectionDefinition(nameof(EveryInputTests), DisableParallelization = true)]
public sealed class EveryInputTests(EveryInputTests.Trial trial) : IClassFixture<EveryInputTests.Trial>
{
    public static TheoryData<string> Commands => [.. CommandTree.Create().Subcommands.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Commands))]
    public void No_input_of_a_command_ends_in_an_exception(string name)
    {
        var tried = trial.Of(name);

        Assert.True(tried.Failures.Count == 0, string.Join("\n\n", tried.Failures));
        Assert.Equal(tried.Before, tried.After);
    }

    /// <summary>What came of the inputs of one command.</summary>
    /// <param name="Failures">Each with its input.</param>
    /// <param name="Before">What stood where somebody pointed.</param>
    /// <param name="After">What stands there now.</param>
    public sealed record Tried(IReadOnlyList<string> Failures, string Before, string After);

    /// <summary>Every input of every command, once, and all at the same time: most of them wait.</summary>
    public sealed class Trial : IAsyncLifetime
    {
        private const int AtOnce = 96;

        private readonly Dictionary<string, Tried> of = [];

        public Tried Of(string command) => of[command];

        public async ValueTask InitializeAsync()
        {
            using var places = new SemaphoreSlim(AtOnce);
            var (output, errors) = (Console.Out, Console.Error);
            Console.SetOut(TextWriter.Null);
            Console.SetError(TextWriter.Null);
            try
            {
                foreach (var (name, tried) in CommandTree.Create().Subcommands.Select(c => (c.Name, Inputs.Try(c, places))).ToList())
                {
                    of[name] = await tried;
                }
            }
            finally
            {
                Console.SetOut(output);
                Console.SetError(errors);
            }
        }

        public ValueTask DisposeAsync() => default;
    }
}
