using System.Collections.Immutable;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Questions;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>
/// The objects of a type of PJSIP's, by name: at least those that the desired state has and Asterisk too. The command line shows them one
/// by one, <c>pjsip show TYPE NAME</c>, and of a type that the desired state is silent about nothing is known.
/// </summary>
public abstract class PjsipObjectsQuestion(PjsipType type) : MemoryQuestion<ImmutableDictionary<string, SorceryObject>>
{
    private static readonly ImmutableArray<PjsipObjectsQuestion> ByType = [.. Enum.GetValues<PjsipType>().Select(Make)];

    /// <summary>A question for each type.</summary>
    public static IEnumerable<PjsipObjectsQuestion> All => ByType;

    public PjsipType Type => type;

    public override Message What { get; } = $"{(type == PjsipType.Aor ? "AORs" : type.Key())} in memory";

    /// <summary>The question for a type.</summary>
    public static PjsipObjectsQuestion Of(PjsipType type) => ByType[(int)type];

    internal override bool IsNeeded(DesiredBox box) => Has(box);

    internal override IEnumerable<string> Commands(DesiredBox box) => Names(box).Select(Command);

    internal override Fact<ImmutableDictionary<string, SorceryObject>> Read(DesiredBox box, CliAnswers answers) =>
        Shown(box, name => answers[Command(name)], name => $"no answer to {Command(name)}");

    internal override ImmutableHashSet<string>? AskedByName(DesiredBox box, CliAnswers answers) =>
        Names(box).ToImmutableHashSet(StringComparer.Ordinal);

    private protected static Fact<ImmutableDictionary<string, SorceryObject>> NotAsked =>
        Fact.Unknown<ImmutableDictionary<string, SorceryObject>>($"not asked");

    private protected string Command(string name) => $"pjsip show {type.TypeName()} {name}";

    private protected bool Has(DesiredBox box) => box.Pjsip.Any(o => o.Type == type);

    private protected IEnumerable<string> Names(DesiredBox box) => box.Pjsip.Where(o => o.Type == type).Select(o => o.Name);

    /// <summary>The objects of the desired state, each out of the lines that <c>pjsip show TYPE NAME</c> printed.</summary>
    private protected Fact<ImmutableDictionary<string, SorceryObject>> Shown(
        DesiredBox box, Func<string, IReadOnlyList<string>> lines, Func<string, Message> why)
    {
        var objects = ImmutableDictionary.CreateBuilder<string, SorceryObject>(StringComparer.Ordinal);
        foreach (var name in Names(box))
        {
            if (!SorceryText.Object(box.Catalogue, name, lines(name)).TryGet(out var found))
            {
                return Fact.Unknown<ImmutableDictionary<string, SorceryObject>>(why(name));
            }

            if (found is not null)
            {
                objects[name] = found;
            }
        }

        return Fact.Known(objects.ToImmutable());
    }

    private static PjsipObjectsQuestion Make(PjsipType type) => type switch
    {
        PjsipType.Auth => new PjsipListQuestion(type, PjsipLists.Auths),
        PjsipType.Aor => new PjsipListQuestion(type, PjsipLists.Aors),
        PjsipType.Endpoint => new EndpointsQuestion(),
        PjsipType.Identify or PjsipType.Transport => new PjsipNamedQuestion(type),
        PjsipType.Registration => new RegistrationsQuestion(),
        PjsipType.Acl => new AclsQuestion(),
        PjsipType.Global or PjsipType.System => new PjsipSettingsQuestion(type),
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };
}
