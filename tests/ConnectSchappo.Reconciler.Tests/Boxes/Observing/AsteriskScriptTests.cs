using ConnectSchappo.Reconciler.Boxes;
using ConnectSchappo.Reconciler.Boxes.Observing;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Questions;
using ConnectSchappo.Reconciler.Core.Observations.Texts;
using ConnectSchappo.Reconciler.Core.Subjects;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;
using ConnectSchappo.Reconciler.Shell;
using ConnectSchappo.Reconciler.Tests.Ssh;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Boxes.Observing;

/// <summary>What Asterisk and the box are asked by commands: memory, life, and who listens on a port.</summary>
public sealed class AsteriskScriptTests : ObservationScene
{
    [Theory]
    [MemberData(nameof(Shells))]
    public async Task Who_listens_on_a_port_is_told_with_its_process(string shell)
    {
        await using var root = await LocalShell.Open(shell);
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var end = (System.Net.IPEndPoint)listener.LocalEndpoint;

        var holder = Assert.Single(PortText.Parse(await Run(root, PortScript.Text([end.Port]), [])));

        Assert.Equal((end, Environment.ProcessId, false), (holder.Bound, holder.Process, holder.IsAsterisk));
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task Asterisks_command_line_is_asked_one_question_after_the_other(string shell)
    {
        await using var root = await LocalShell.Open(shell);
        await Stub("asterisk", """
            case $2 in 'core show channels count') echo '2 active channels' ;; *) echo 'Unable to find object x.' ;; esac
            """);

        var memory = MemoryQuestions.Read(Box(), new CliAnswers(await Run(root, CliMemoryScript.Text(Box()), [])));

        Assert.Equal(Fact.Known(2), memory.Channels);
        Assert.True(memory.Of(PjsipType.Transport).TryGet(out var transports));
        Assert.Empty(transports);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task Asterisks_life_is_told_without_waiting_for_one_that_hangs(string shell)
    {
        await using var root = await LocalShell.Open(shell);
        async Task<AsteriskLife> Life(string asterisk)
        {
            await Stub("asterisk", asterisk);
            return LifeScript.Read(new ScriptReply(ScriptExit.Done, await Run(root, LifeScript.Text, []), ""));
        }

        Assert.Equal(AsteriskLife.Running, await Life("echo Asterisk has fully booted."));
        Assert.Equal(AsteriskLife.Stopped, await Life("echo 'Unable to connect to remote asterisk' >&2; exit 1"));
        Assert.Equal(AsteriskLife.Booting, await Life("case $2 in 'core show version') echo Asterisk 16 ;; *) exit 1 ;; esac"));
        Assert.Equal(AsteriskLife.Hung, await Life("exit 1"));
    }

    private static DesiredBox Box() => new()
    {
        Name = "b",
        Catalogue = AsteriskCatalogue.Of(16),
        Address = "b",
        User = "r",
        Sections = [new DesiredPjsip { Objects = [new PjsipObject(PjsipType.Transport, "x", [], new SourceLocation("d", 1, 1))] }],
    };
}
