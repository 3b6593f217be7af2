using ConnectSchappo.Reconciler.Cli;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Core.Subjects;
using ConnectSchappo.Reconciler.Core.Subjects.ChanSip;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Core.Tests.Plans;
using ConnectSchappo.Reconciler.Tests.Sources;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Cli;

/// <summary>A saved plan is applied only while it is what would be done, and tells nobody a password.</summary>
public sealed class SavedPlanTests : IDisposable
{
    private const string OneBox = "{\"box\": \"matriz\", \"files\": {}, \"secrets\": {}, \"drifts\": [], \"work\": [], \"digest\": \"\"}";

    private static readonly byte[] Key = "a private key's file"u8.ToArray();

    private readonly string path = Path.Combine(Path.GetTempPath(), $"plan-{Guid.NewGuid():n}.json");

    public void Dispose() => File.Delete(path);

    // What happened between plan and apply | what the refusal says
    public static TheoryData<string, string> Moves => new()
    {
        { "nothing", "" },
        { "a call", "the steps differ: now also module reload http" },
        { "a secret", "the secret softphone-250 has changed" },
        { "a file of others", "/etc/asterisk/pjsip_additional.conf has changed" },
        { "a new file", "/etc/asterisk/pjsip_wizard.conf is new" },
        { "a file gone", "/etc/asterisk/modules_custom.conf was removed" },
        { "memory", "new drift: chan_sip peer 251: desired absent; memory present" },
        { "all done", "no drift any more: " },
    };

    [Theory]
    [MemberData(nameof(Moves))]
    public void Says_what_moved_since_it_was_made(string happened, string told)
    {
        var box = SimulatedBox.Factory();
        Saved(box).Write(path);
        var saved = SavedPlan.Read(path).Plan!;

        Happen(box, happened);

        var moved = saved.Moved(box.Plan(), box.Resolved(), Key);
        Assert.Equal(told.Length == 0, moved.Count == 0);
        Assert.Contains(told, string.Join('\n', moved), StringComparison.Ordinal);
    }

    [Fact]
    public void Is_the_same_plan_at_any_other_moment() =>
        Assert.Empty(Saved(SimulatedBox.Factory()).Moved(
            SimulatedBox.Factory().Plan(DateTimeOffset.UnixEpoch.AddHours(5)), SimulatedBox.Factory().Resolved(), Key));

    [Fact]
    public void Another_value_of_the_same_drift_makes_it_stale()
    {
        var box = SimulatedBox.Converged();
        box.Remember(PjsipType.Endpoint, "250", "context", "from-outside");
        var saved = Saved(box);
        box.Remember(PjsipType.Endpoint, "250", "context", "from-elsewhere");

        Assert.Equal(
            [
                "new drift: endpoint 250 context: desired from-internal; memory from-elsewhere",
                "no drift any more: endpoint 250 context: desired from-internal; memory from-outside",
            ],
            saved.Moved(box.Plan(), box.Resolved(), Key));
    }

    // What this program finds, as one that words it otherwise finds it
    public static TheoryData<Plan, Plan, bool> Wordings => new()
    {
        { Of($"absent from {"a"}"), Of($"{"a"} does not have it"), true },
        { Of($"{new Term("absent", $"absent")}"), Of($"{new Term("absent", $"not there")}"), true },
        { Of($"{new Term("absent", $"absent")}"), Of($"{new Term("stopped", $"stopped")}"), false },
        { Of($"absent from {"a"}"), Of($"absent from {"b"}"), false },
        { Of($"at {5}", unknown: $"asked {"x"}: no answer"), Of($"at {5}", unknown: $"no answer to {"x"}"), true },
        { Of($"at {5}", unknown: $"no answer to {"x"}"), Of($"at {5}", unknown: $"no answer to {"y"}"), false },
        { Of($"at {5}", blocked: $"{"pjsip"} is left"), Of($"at {5}", blocked: $"nothing is done about {"pjsip"}"), true },
        { Of($"at {5}", blocked: $"{"pjsip"} is left"), Of($"at {5}", blocked: $"{"http"} is left"), false },
    };

    [Theory]
    [MemberData(nameof(Wordings))]
    public void Other_words_for_the_same_leave_it_valid(Plan then, Plan now, bool isSame)
    {
        var secrets = SimulatedBox.Factory().Resolved();

        Assert.Equal(isSame, SavedPlan.Of(SimulatedBox.Revision, [(then, secrets)], Key).Moved(now, secrets, Key).Count == 0);
    }

    private static Plan Of(Message memory, Message? unknown = null, Message? blocked = null) =>
        SimulatedBox.Converged().Plan() with
        {
            Report = new DriftReport(
                [
                    new Drift
                    {
                        Kind = DriftKind.Pjsip,
                        Resource = new PjsipId(PjsipType.Endpoint, "250"),
                        Field = "context",
                        Desired = $"present",
                        Memory = memory,
                        Consequence = $"it cannot call",
                    },
                ],
                unknown is null ? [] : [new UnknownFact(KnownSubjects.Asterisk, unknown)]),
            Blocked = blocked is null ? [] : [blocked],
        };

    [Fact]
    public void Names_each_module_of_a_reload_once()
    {
        var box = SimulatedBox.Converged();
        box["reconciler_pjsip.conf"] = box["reconciler_pjsip.conf"]
            .Replace("context=from-internal", "context=from-outside", StringComparison.Ordinal);

        Assert.Contains("module reload res_pjsip.so", Saved(box).Boxes[0].Work);
    }

    [Fact]
    public void Holds_no_secret_and_nothing_to_try_passwords_against()
    {
        Saved(SimulatedBox.Factory()).Write(path);

        var text = File.ReadAllText(path);
        Assert.DoesNotContain("hush", text, StringComparison.Ordinal);
        foreach (var edit in SimulatedBox.Factory().Plan().Edits)
        {
            Assert.DoesNotContain(edit.After!.Sha256, text, StringComparison.Ordinal);
        }

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.NotEqual(Saved(SimulatedBox.Factory()).Boxes[0].Digest, Saved(SimulatedBox.Factory()).Boxes[0].Digest);
    }

    [Fact]
    public void Knows_the_private_key_that_it_was_made_with()
    {
        var saved = Saved(SimulatedBox.Factory());

        Assert.True(saved.IsMadeWith(Key));
        Assert.False(saved.IsMadeWith("another"u8));
    }

    [Theory]
    [InlineData("mkdir \"$1\"", "directory")]
    [InlineData("mkfifo \"$1\"", "fifo")]
    [InlineData("mkfifo \"$1.fifo\" && ln -s \"$1.fifo\" \"$1\"", "symbolic link")]
    public async Task What_is_no_file_is_not_replaced(string make, string kind)
    {
        await Programs.Run("/tmp", "sh", null, null, "-c", make, "sh", path);

        Assert.Contains(
            "is not a regular file", Assert.Throws<IOException>(() => Saved(SimulatedBox.Factory()).Write(path)).Message,
            StringComparison.Ordinal);
        Assert.Equal(kind, (await Programs.Run("/tmp", "stat", null, null, "-c", "%F", path)).Trim());
        await Programs.Run("/tmp", "rm", null, null, "-rf", path, path + ".fifo");
    }

    [Theory]
    [InlineData("{\"version\": 2, \"revision\": \"r\", \"salt\": \"?\", \"key\": \"\", \"boxes\": []}", "is no saved plan")]
    [InlineData("{\"version\": 2, \"revision\": \"r\", \"salt\": \"AA==\", \"key\": \"\", \"boxes\": [null]}", "is no saved plan")]
    [InlineData(
        "{\"version\": 2, \"revision\": \"r\", \"salt\": \"AA==\", \"key\": \"\", \"boxes\": [" + OneBox + ", " + OneBox + "]}",
        "is no saved plan")]
    [InlineData("{", "cannot be read as a saved plan")]
    [InlineData("null", "is no saved plan")]
    [InlineData("{\"version\": 2}", "cannot be read as a saved plan")]
    [InlineData(
        "{\"version\": 1, \"revision\": \"r\", \"salt\": \"AA==\", \"key\": \"\", \"boxes\": [{\"drifts\": [\"a line\"]}]}",
        "is a plan of version 1, and this program reads version 2")]
    public void What_is_no_plan_is_refused(string text, string told)
    {
        File.WriteAllText(path, text);

        var (plan, refusal) = SavedPlan.Read(path);

        Assert.Null(plan);
        Assert.Contains(told, refusal, StringComparison.Ordinal);
    }

    private static SavedPlan Saved(SimulatedBox box) => SavedPlan.Of(SimulatedBox.Revision, [(box.Plan(), box.Resolved())], Key);

    private static void Happen(SimulatedBox box, string what)
    {
        switch (what)
        {
            case "a call":
                box.Channels = 1;
                break;
            case "a secret":
                box.Secrets["softphone-250"] = new Secret("another-word-for-250");
                break;
            case "a file of others":
                box["pjsip_additional.conf"] += "; nothing\n";
                break;
            case "a new file":
                box["pjsip_wizard.conf"] = "; nothing\n";
                break;
            case "a file gone":
                box.Delete("modules_custom.conf");
                break;
            case "memory":
                var right = box["sip_custom.conf"];
                box["sip_custom.conf"] += "[251]\nhost=dynamic\n";
                box.Reload(ChanSipSubject.Config);
                box["sip_custom.conf"] = right;
                break;
            case "all done":
                box.Apply(box.Plan());
                break;
        }
    }
}
