using ConnectSchappo.Reconciler.Boxes;
using ConnectSchappo.Reconciler.Cli;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Subjects;
using ConnectSchappo.Reconciler.Rounds;
using ConnectSchappo.Reconciler.Secrets;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Cli;

public class BoxWorkTests
{
    private const string TwoBoxes = """
        apiVersion: reconciler/v1
        boxes:
          matriz: {address: 192.0.2.1, user: reconciler}
          filial: {address: 192.0.2.2, user: reconciler}
        """;

    public static TheoryData<Exception> Crashes =>
    [
        new InvalidOperationException("An item with the same key has already been added."),
        new OperationCanceledException("a wait of that box alone"),
    ];

    [Theory]
    [MemberData(nameof(Crashes))]
    public async Task One_boxs_crash_loses_no_other_boxs_outcome(Exception crash)
    {
        var state = DesiredStateReader.Read("desired-state.yaml", TwoBoxes).State!;
        var work = new BoxWork(state, "r1", new NoConnections(), new SecretStore([], TimeProvider.System), "key");

        var outcomes = await work.Each(
            (_, box, revision) => box.Name == "matriz"
                ? throw crash
                : Task.FromResult(
                    new BoxOutcome { Box = box.Name, Revision = revision, Failure = new RoundFailure(RoundFailure.Stale, $"") }),
            TestContext.Current.CancellationToken);

        Assert.Equal([("matriz", RoundFailure.Crashed), ("filial", RoundFailure.Stale)], outcomes.Select(o => (o.Box, o.Failure!.Kind)));
        Assert.Equal(ExitCode.Failed, ExitCode.Of(outcomes[0]));
        Assert.StartsWith("matriz: failed (internal_error)\n", OutcomeText.Of(outcomes[0], diff: false), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_ends_the_command_ends_it()
    {
        var state = DesiredStateReader.Read("desired-state.yaml", TwoBoxes).State!;
        var work = new BoxWork(state, "r1", new NoConnections(), new SecretStore([], TimeProvider.System), "key");
        using var end = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work.Each(
            async (_, _, _) =>
            {
                await end.CancelAsync();
                throw new OperationCanceledException(end.Token);
            },
            end.Token));
    }

    private sealed class NoConnections : IBoxConnections
    {
        public Task<IBoxConnection> Open(DesiredBox box, CancellationToken cancellation) =>
            throw new InvalidOperationException("nobody asks");
    }
}
