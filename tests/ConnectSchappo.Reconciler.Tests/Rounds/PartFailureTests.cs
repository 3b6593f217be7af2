using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Core.Subjects;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Rounds;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Rounds;

/// <summary>
/// What a part only puts back, as it was confirmed last, is not to blame for what became worse. Where nothing is known of that, it is what
/// our file held before, as we wrote it.
/// </summary>
public sealed class PartFailureTests
{
    private const string Aor = "[250]\ntype=aor\nmax_contacts=5\n";
    private const string Endpoint = "[250]\ntype=endpoint\ncontext=from-internal\n";

    private static readonly PjsipId AorId = new(PjsipType.Aor, "250");
    private static readonly PjsipId EndpointId = new(PjsipType.Endpoint, "250");

    // What was confirmed last; who is to blame of aor 250, which our file had already, and endpoint 250, which is new.
    [Theory]
    [InlineData(null, "endpoint 250")]
    [InlineData("", "aor 250, endpoint 250")]
    [InlineData(Aor, "endpoint 250")]
    [InlineData(Endpoint, "aor 250")]
    public void What_is_put_back_as_it_was_confirmed_is_not_to_blame(string? confirmed, string guilty)
    {
        var known = new Dictionary<Subject, ReadOnlyMemory<byte>>();
        if (confirmed is not null)
        {
            known[PjsipSubject.Instance] = Encoding.UTF8.GetBytes(confirmed);
        }

        var worse = new PartVerdict { Missing = [$"memory"], Blamed = new HashSet<ResourceId>(), IsWorse = true };
        var failure = PartFailure.Of(Part(), worse, known.Find(PjsipSubject.Instance), Now(), "not proved");

        Assert.Equal(guilty, string.Join(", ", failure.Guilty.Select(g => g.Name)));
    }

    // An endpoint that does not run as desired makes nothing worse: it alone goes back, to what was confirmed before it.
    [Theory]
    [InlineData("", false)]
    [InlineData(Aor, false)]
    [InlineData(null, true)]
    public void Where_nothing_was_confirmed_yet_the_whole_part_is_undone(string? confirmed, bool isUndone)
    {
        var known = new Dictionary<Subject, ReadOnlyMemory<byte>>();
        if (confirmed is not null)
        {
            known[PjsipSubject.Instance] = Encoding.UTF8.GetBytes(confirmed);
        }

        var wrong = new PartVerdict { Missing = [$"memory"], Blamed = new HashSet<ResourceId> { EndpointId }, IsWorse = false };
        var failure = PartFailure.Of(Part(), wrong, known.Find(PjsipSubject.Instance), Now(), "not verified");

        Assert.Equal(("endpoint 250", isUndone), (string.Join(", ", failure.Guilty.Select(g => g.Name)), failure.IsUndone));
    }

    private static PlanPart Part()
    {
        var edit = new FileEdit
        {
            Subject = PjsipSubject.Instance,
            Path = PjsipSubject.Instance.OwnFile!,
            Original = new SensitiveBytes(Ours(Aor)),
            After = new SensitiveBytes(Ours(Aor + Endpoint)),
            Why = $"a test",
        };
        return new PlanPart(PjsipSubject.Instance, [edit], [], [])
        {
            Changed = new Lazy<IReadOnlySet<ResourceId>>(ImmutableHashSet.Create<ResourceId>(AorId, EndpointId)),
        };
    }

    private static byte[] Ours(string body)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)))[..12];
        var file = Encoding.UTF8.GetBytes($"; Written by ConnectSchappo.Reconciler from revision r1 ({digest}).\n{body}");
        Assert.True(OwnFile.IsAsWritten(file));
        return file;
    }

    private static BoxView Now()
    {
        var yaml = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "desired-state.yaml"));
        var box = DesiredStateReader.Read("desired-state.yaml", yaml).State!.Boxes[0];
        var secrets = box.SecretNames.ToDictionary(name => name, name => new Secret(name), StringComparer.Ordinal);
        return WantedFiles.View(box, Outcomes.Seen(), "r1", new ResolvedSecrets(secrets, new Dictionary<string, string>()));
    }
}
