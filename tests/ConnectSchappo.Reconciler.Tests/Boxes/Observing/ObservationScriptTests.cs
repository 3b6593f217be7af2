using System.Text;
using ConnectSchappo.Reconciler.Boxes.Observing;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Texts;
using ConnectSchappo.Reconciler.Ssh;
using ConnectSchappo.Reconciler.Tests.Ssh;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Boxes.Observing;

/// <summary>What a look reads of files, and when it ends.</summary>
public sealed class ObservationScriptTests : ObservationScene
{
    [Theory]
    [MemberData(nameof(Shells))]
    public async Task Files_come_byte_for_byte_and_only_once(string shell)
    {
        await using var root = await LocalShell.Open(shell);
        await File.WriteAllBytesAsync(At("a b'c.conf"), [0, 255, 10, 13], Cancellation);
        await File.WriteAllTextAsync(At("b.conf"), "one", Cancellation);

        var first = ObservationText.Parse(await Look(root, null), null);
        await File.WriteAllTextAsync(At("b.conf"), "two!", Cancellation);
        var text = await Look(root, first);
        var second = ObservationText.Parse(text, first);

        Assert.Equal([0, 255, 10, 13], first.Files[At("a b'c.conf")].Content.ToArray());
        Assert.Equal([0, 255, 10, 13], second.Files[At("a b'c.conf")].Content.ToArray());
        Assert.Equal("two!", Encoding.UTF8.GetString(second.Files[At("b.conf")].Content.Span));
        Assert.Single(text.Split('\n'), l => l.StartsWith("@contents ", StringComparison.Ordinal));
        Assert.DoesNotContain("@content ", text, StringComparison.Ordinal);
        Assert.Equal(Fact.Known("192.0.2.1"), first.OurAddress);
        Assert.NotNull(first.Files[At("b.conf")].Modified);
        Assert.Equal(1, first.Files[At("b.conf")].Links);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_file_that_cannot_be_read_blinds_only_itself(string shell)
    {
        await using var root = await LocalShell.Open(shell);
        var (large, fits) = (ObservationScript.MostOfOne + 1, ObservationScript.MostOfOne - 1024);
        await Run(
            root,
            $"mkfifo {At("fifo.conf")}; mkdir {At("folder.conf")}; ln -s /dev/zero {At("zero.conf")}; ln -s loop.conf {At("loop.conf")}; "
            + $"ln -s nowhere {At("dangling.conf")}; truncate -s {large} {At("large.conf")}; "
            + $"for n in 1 2 3; do truncate -s {fits} {At("many.conf")}$n; done; printf seen >{At("seen.conf")}\n",
            []);
        await Run(root, $"for n in 1 2 3; do mv {At("many.conf")}$n {At("many")}$n.conf; done\n", []);

        var look = ObservationText.Parse(await Look(root, null), null);

        Assert.Equal(
            [
                ("fifo.conf", UnseenReason.Special), ("folder.conf", UnseenReason.Folder), ("large.conf", UnseenReason.Large),
                ("many3.conf", UnseenReason.TooMuch), ("zero.conf", UnseenReason.Special),
            ],
            look.Unseen.Select(u => (Path.GetFileName(u.Key), u.Value)).Order());
        Assert.Equal(
            [At("many1.conf"), At("many2.conf")],
            look.Files.Keys.Where(p => p.Contains("many", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task Where_links_lead_in_the_end_is_told(string shell)
    {
        await using var root = await LocalShell.Open(shell);
        await Run(
            root,
            $"cd {At("")}; mkdir 'a b'; echo x >'a b/real'; ln -s 'a b/real' middle; ln -s middle first.conf; echo y >plain.conf; "
            + "ln -s loop.conf loop.conf\n",
            []);

        var look = ObservationText.Parse(await Look(root, null), null);

        Assert.Equal([KeyValuePair.Create(At("first.conf"), At("a b/real"))], look.SymbolicLinks);
        Assert.Null(look.Garbled);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task An_error_of_the_disk_is_told_of_the_file_that_has_it(string shell)
    {
        await using var root = await LocalShell.Open(shell);
        await File.WriteAllTextAsync(At("torn.conf"), "four", Cancellation);
        await File.WriteAllTextAsync(At("whole.conf"), "four", Cancellation);
        var (stat, head) = (await Run(root, "command -v stat", []), await Run(root, "command -v head", []));
        var cat = await Run(root, "command -v cat", []);
        await Stub("stat", $"""
            {stat.Trim()} "$@"
            code=$?
            case $* in *whole*) echo "stat: cannot statx '{At("gone.conf")}': Input/output error" >&2 ;; esac
            exit $code
            """);
        await Stub("cat", $"""case $* in *torn*) printf fofour; exit 1 ;; esac; exec {cat.Trim()} "$@" """);
        await Stub("head", $"""case $* in *torn*) printf fo; exit 1 ;; esac; exec {head.Trim()} "$@" """);

        var look = ObservationText.Parse(await Look(root, null), null);

        Assert.Equal([At("gone.conf"), At("torn.conf")], look.Unseen.Keys.Order(StringComparer.Ordinal));
        Assert.All(look.Unseen.Values, reason => Assert.Equal(UnseenReason.Unreadable, reason));
        Assert.Equal([At("whole.conf")], look.Files.Keys);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_file_that_changes_while_it_is_read_is_read_by_itself(string shell)
    {
        await using var root = await LocalShell.Open(shell);
        await File.WriteAllTextAsync(At("a.conf"), "four", Cancellation);
        await File.WriteAllTextAsync(At("b.conf"), "four", Cancellation);
        var cat = await Run(root, "command -v cat", []);
        await Stub("cat", $"""case $* in *b.conf*) sleep 0.02; printf more >{At("b.conf")} ;; esac; exec {cat.Trim()} "$@" """);

        var text = await Look(root, null);
        var look = ObservationText.Parse(text, null);

        Assert.Null(look.Garbled);
        Assert.Equal("four", Encoding.UTF8.GetString(look.Files[At("a.conf")].Content.Span));
        Assert.Equal("more", Encoding.UTF8.GetString(look.Files[At("b.conf")].Content.Span));
        Assert.DoesNotContain("@contents ", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task What_is_too_much_for_one_process_comes_by_itself(string shell)
    {
        await using var root = await LocalShell.Open(shell);
        var large = new string('x', 700_000);
        await File.WriteAllTextAsync(At("a.conf"), large, Cancellation);
        await File.WriteAllTextAsync(At("b.conf"), large + "y", Cancellation);
        await File.WriteAllTextAsync(At("c.conf"), "", Cancellation);
        await File.WriteAllTextAsync(At("d.conf"), "small", Cancellation);

        var look = ObservationText.Parse(await Look(root, null), null);

        Assert.Null(look.Garbled);
        Assert.Equal(
            [("a.conf", 700_000), ("b.conf", 700_001), ("c.conf", 0), ("d.conf", 5)],
            look.Files.Values.Select(f => (Path.GetFileName(f.Path), f.Content.Length)).Order());
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_look_that_is_ended_in_its_time_says_what_it_waited_for(string shell)
    {
        await using var root = await LocalShell.Open(shell);
        await File.WriteAllTextAsync(At("a.conf"), "x", Cancellation);
        await Stub("base64", "sleep 60");

        var late = await Assert.ThrowsAsync<SshFailure>(() => root.Run(
            $"PATH={At("bin")}:$PATH\n{ObservationScript.Text([At("*.conf")], null, null)}",
            default,
            TimeSpan.FromSeconds(3),
            Cancellation));

        Assert.EndsWith(" s: it waited for the files.", late.Message, StringComparison.Ordinal);
        Assert.Equal("ok", (await root.Run("printf ok", default, TimeSpan.FromSeconds(5), Cancellation)).Text);
    }

    /// <summary>A script that reads is one of these; each of them is shown on a real box to change nothing.</summary>
    [Fact]
    public void The_scripts_of_a_look_are_a_closed_list() => Assert.Equal(
        [
            "AmiAccountScript", "CliMemoryScript", "Fail2banScript", "HostScript", "LifeScript", "ObservationScript", "PortScript",
            "TransportScript",
        ],
        typeof(ObservationScript).Assembly.GetTypes()
            .Where(
                t => t.Namespace?.StartsWith("ConnectSchappo.Reconciler.Boxes", StringComparison.Ordinal) == true && t.Name.EndsWith(
                    "Script", StringComparison.Ordinal))
            .Select(t => t.Name).Order(StringComparer.Ordinal));
}
