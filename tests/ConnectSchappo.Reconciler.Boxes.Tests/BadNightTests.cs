using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ConnectSchappo.Reconciler.Boxes.Tests.Lab;
using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests;

/// <summary>
/// A bad night on a real box, told by the log alone. deploy/bad-night runs it to write docs/a-bad-night.md, by which people judge
/// whether somebody who was just woken can follow.
/// </summary>
public partial class BadNightTests
{
    private const string Own = "/etc/asterisk/reconciler_pjsip.conf";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly StringBuilder story = new();
    private readonly List<string> surprises = [];

    [Fact]
    public async Task The_log_of_a_bad_night_tells_its_story()
    {
        await using var box = await LabBox.Up("night");
        await box.Asterisk("channel originate Local/*43@from-internal application Wait 600");
        await using var daemon = box.StartDaemon("--metrics-port", "0", "--log-format", "text");

        await Chapter(
            daemon, "A restart waits for a call",
            "The box is new. Softphones need a restart of Asterisk, and a call is up.",
            () => Task.CompletedTask,
            "drift cleared",
            "Started RevisionAccepted ChangesRequested ChangeBegun FileChanged Activated Confirmed ActionPending DriftCleared");
        await Chapter(
            daemon, "",
            "The caller hangs up.",
            () => box.Asterisk("channel request hangup all"),
            "in sync with revision", "ChangeBegun Activated Confirmed InSync");
        await Chapter(
            daemon, "An editing error",
            "Somebody edits pjsip_custom.conf, forgets a bracket in its first line, and reloads. Asterisk drops every softphone.",
            () => box.Sh("sed -i '1i [sales' /etc/asterisk/pjsip_custom.conf; asterisk -rx 'core reload'"),
            "in sync with revision", "DriftDetected ChangeBegun FileChanged Activated Confirmed Advisory InSync");
        await Chapter(
            daemon, "The web interface writes its files",
            "Somebody adds the extension 250 in the web interface, as the manual for desk phones says, and presses Apply. "
            + "It is in chan_sip again.",
            () => box.Sh(
                "cp -p /etc/asterisk/sip_additional.conf /root/before; "
                + "printf '\n[250]\ntype=friend\nhost=dynamic\nsecret=x\n' >>/etc/asterisk/sip_additional.conf; "
                + "asterisk -rx 'core reload'"),
            "action required", "ActionRequired");
        await Chapter(
            daemon, "",
            "They delete it in the web interface, as the log says, and press Apply.",
            () => box.Sh("cp /root/before /etc/asterisk/sip_additional.conf; asterisk -rx 'core reload'"),
            "in sync with revision", "InSync");
        await Chapter(
            daemon, "A lost reload",
            "A file was changed, loaded, and restored with its old date. Asterisk runs a value that is in no file. "
            + "Another reload does not help, because the date is not new.",
            () => box.Sh(
                $"cp -p {Own} /tmp/ref; sed -i 's/dtmf_mode=rfc4733/dtmf_mode=inband/' {Own}; "
                + $"asterisk -rx 'module reload res_pjsip.so'; sleep 0.5; cp -p /tmp/ref {Own}"),
            "in sync with revision", "DriftDetected ChangeBegun FileChanged Activated Confirmed InSync");
        await Chapter(
            daemon, "A box loses power",
            "The power fails.",
            box.PullPlug,
            "cannot be observed", "ObservationFailed");
        await Chapter(
            daemon, "",
            "The power is back.",
            box.PowerOn,
            "in sync with revision", "ObservationRecovered InSync");
        await Chapter(
            daemon, "A commit that does not work",
            "Somebody commits a certificate for 250 that is not on the box. Asterisk says 'reloaded', and keeps the old value.",
            () => Commit(box, s => s.Replace(
                "      allow: ulaw,alaw\n",
                "      allow: ulaw,alaw\n      dtls_cert_file: /etc/asterisk/keys/none.pem\n",
                StringComparison.Ordinal)),
            "rolled back", "RevisionAccepted ChangesRequested ChangeBegun FileChanged Activated RolledBack");
        await Chapter(
            daemon, "",
            "They commit the earlier state.",
            () => Commit(box, s => s),
            "in sync with revision", "RevisionAccepted QuarantineCleared InSync");

        Assert.True(surprises.Count == 0, string.Join("\n\n", surprises)); // the whole night, for whoever has to judge it
        Assert.Equal(0, await daemon.Stop());
        Assert.DoesNotContain("Schappo-250-lab", daemon.Log, StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("RECONCILER_BAD_NIGHT") is { Length: > 0 } path)
        {
            await File.WriteAllTextAsync(path, Page(), TestContext.Current.CancellationToken);
        }
    }

    private static Task Commit(LabBox box, Func<string, string> change)
    {
        box.WriteState(change);
        return Task.CompletedTask;
    }

    // What happens to the box, and what the log says from then on; the same event several times in a row counts once.
    private async Task Chapter(Daemon daemon, string title, string what, Func<Task> happens, string ends, string events)
    {
        var before = title.StartsWith("A restart", StringComparison.Ordinal) ? 0 : daemon.LineCount;
        await happens();
        await daemon.Says(ends, before, Patience);
        await Task.Delay(TimeSpan.FromSeconds(0.3), TestContext.Current.CancellationToken); // the rest of what a round tells
        var lines = daemon.Log.Split('\n').Skip(before).ToList();
        if (title.Length > 0)
        {
            story.Append(CultureInfo.InvariantCulture, $"\n## {title}\n");
        }

        story.Append(CultureInfo.InvariantCulture, $"\n{what}\n\n```\n{string.Join('\n', lines)}\n```\n");
        var told = lines.Select(l => EventName().Match(l).Groups["name"].Value).ToList();
        if (string.Join(' ', told.Where((name, i) => i == 0 || told[i - 1] != name)) is var tells && tells != events)
        {
            surprises.Add($"{what}\nexpected {events}\ntold     {tells}\n{string.Join('\n', lines)}");
        }
    }

    private string Page() => $"""
        # A bad night

        This is the log of a night with many faults on a box of the lab. `deploy/bad-night` makes such a night and writes this page.
        Each part begins with what happened; the log follows as it was printed, with times in UTC. [runbook.md](runbook.md) explains
        each event.
        {story}
        """;

    [GeneratedRegex(@"^\S+ \S+ \w+ +(?<name>\w+): ")]
    private static partial Regex EventName();
}
