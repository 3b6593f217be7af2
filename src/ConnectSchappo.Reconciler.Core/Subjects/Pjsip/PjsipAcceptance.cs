using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Edits;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Subjects.ChanSip;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>
/// Where the desired state says what an object of PJSIP is: under <c>pjsip</c>, or under <c>extensions</c> and the profiles that these
/// name. What counts on the box is its section in our file, with what other files add to that.
/// </summary>
internal static class PjsipAcceptance
{
    private const string Allow = "allow";

    private static readonly Inheritance Profiles = new("profile", "profiles", "extends", "profile");

    public static Acceptance Of(BoxView box, Drift drift)
    {
        if (drift.Resource is not PjsipId id || drift.Field == RegistrationDrifts.Field)
        {
            return Acceptance.NoMatter(drift);
        }

        var view = box.Of(PjsipSubject.Config);
        var own = view.SectionsNow.Objects(id.Type, id.Section).FirstOrDefault(view.IsOwn);
        var wanted = box.Asked.Pjsip.FirstOrDefault(o => o.Type == id.Type && o.Name == id.Section);
        var section = box.Desired.Catalogue[id.Type];
        return wanted is null ? own is null ? Acceptance.RunsOnly(drift) : Added(id, section, own)
            : drift.Field.Length > 0 && section.Find(drift.Field) is { } option ? Option(id, wanted, own, option, drift)
            : drift.Field.Length == 0 && drift is { Kind: not DriftKind.Foreign, InFile: true } && own is null ? Gone(id)
            : Acceptance.NoMatter(drift);
    }

    private static Acceptance Option(PjsipId id, PjsipObject wanted, ConfSection? own, Option option, Drift drift)
    {
        var stated = wanted.Options.LastOrDefault(o => o.Name.Equals(option.Name, StringComparison.OrdinalIgnoreCase));
        if (option.IsSecret || stated?.Value is DesiredValue.SecretReference)
        {
            return Acceptance.OfSecret(option.Name, stated?.Value);
        }

        if (!drift.InFile || own is null)
        {
            return drift.Remediation == Remediation.Automatic ? Acceptance.RunsOnly(drift) : Acceptance.NoMatter(drift);
        }

        var value = option.ComparedAs is ComparedAs.Codecs && stated is not null
            ? Codecs(wanted, own)
            : RepeatedOptions.Value(option.Repeats, own, option.Name);
        if (value is not null && UriPassword.IsIn(value))
        {
            return Acceptance.OfSecret(option.Name, stated?.Value);
        }

        Said said = value is null ? new Said.Nothing() : new Said.Text(value);
        EquatableArray<string> before = option.Name == "disallow" ? [Allow] : [];
        var name = stated?.Name ?? option.Name;
        var under = new Wording(Keys(id, name), said) { OwnKeys = Keys(id).Count, Before = before };
        return Acceptance.Of(new Statement(Extension(id) is not { } extension ? [under]
        :
        [
            under,
            new Wording([.. extension, Part(id.Type), name], said) { OwnKeys = extension.Count, Before = before, From = Profiles },
            .. option.Name == "callerid" && value is not null && OptionSpelling.CallerName(value, id.Section) is { } caller
                ? [new Wording([.. extension, "name"], new Said.Text(caller)) { OwnKeys = extension.Count }]
                : Array.Empty<Wording>(),
        ]));
    }

    // As the box spells it, where that leaves the same codecs behind what the desired state disallows.
    private static string? Codecs(PjsipObject wanted, ConfSection own)
    {
        var left = OptionSpelling.Codecs(
            own.Entries.Where(e => e.Key.ToLowerInvariant() is Allow or "disallow").Select(e => (e.Key, e.Value)));
        var spelled = string.Join(',', own.All(Allow).Select(e => e.Value));
        var disallowed = wanted.Options.Where(o => o.Name.Equals("disallow", StringComparison.OrdinalIgnoreCase))
            .Select(o => (o.Name, o.Value.ToString()!));
        return left.Length == 0 ? null
            : OptionSpelling.Codecs(disallowed.Append((Allow, spelled))) == left ? spelled
            : left.Replace('|', ',');
    }

    private static Acceptance Added(PjsipId id, OptionSection section, ConfSection own)
    {
        var options = own.Entries.Where(e => !e.Key.Equals("type", StringComparison.OrdinalIgnoreCase))
            .GroupBy(e => e.Key, StringComparer.OrdinalIgnoreCase)
            .Select(g => KeyValuePair.Create(g.Key, string.Join(',', g.Select(e => e.Value)))).ToEquatableArray();
        bool IsSecret(KeyValuePair<string, string> option) =>
            section.IsSecret(option.Key) || Redaction.IsSecret(option.Key) || UriPassword.IsIn(option.Value);
        return options.FirstOrDefault(IsSecret).Key is { } secret
            ? Acceptance.OfSecret(secret, null)
            : Acceptance.Of(Statement.Of(new Said.Options(options), Keys(id))) with { Takes = [id] };
    }

    // An extension goes as a whole: its three objects are one line.
    private static Acceptance Gone(PjsipId id)
    {
        var under = new Wording(Keys(id), new Said.Nothing());
        var number = id.Type == PjsipType.Auth && Extension(id) is [_, var ofAuth] ? ofAuth : id.Section;
        return Acceptance.Of(new Statement(
            Extension(id) is { } extension ? [under, new Wording(extension, new Said.Nothing())] : [under])) with
        {
            Takes =
            [
                id, new SipPeerId(number), new PjsipId(PjsipType.Auth, $"auth{number}"), new PjsipId(PjsipType.Aor, number),
                new PjsipId(PjsipType.Endpoint, number),
            ],
        };
    }

    private static EquatableArray<string> Keys(PjsipId id, params EquatableArray<string> more) => id.Type.IsSingle()
        ? [PjsipSubject.Config.Name, id.Type.Key(), .. more]
        : [PjsipSubject.Config.Name, id.Type.Key(), id.Section, .. more];

    // The extension that would make the object; null where none makes one of that type and name.
    private static EquatableArray<string>? Extension(PjsipId id) => id.Type switch
    {
        PjsipType.Aor or PjsipType.Endpoint => ["extensions", id.Section],
        PjsipType.Auth when id.Section.StartsWith("auth", StringComparison.Ordinal) => ["extensions", id.Section["auth".Length..]],
        _ => null,
    };

    private static string Part(PjsipType type) => type.TypeName();
}
