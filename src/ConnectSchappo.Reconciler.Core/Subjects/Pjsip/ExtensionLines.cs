using System.Globalization;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Sections;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>
/// Lines of <c>extensions</c>, and the profiles that they share: a built-in one, where the extension says all that it says, else one for
/// all that are alike. What names the extension's own number is its own. An extension that is like no other, and like no built-in profile,
/// is said the long way.
/// </summary>
internal sealed class ExtensionLines
{
    private const string CallerId = "callerid";

    private readonly ImportedBox box;
    private readonly List<(FoundExtension Extension, string Profile, IReadOnlyList<PartOption> Own)> lines = [];
    private readonly List<(string Name, string? Extends, IReadOnlyList<PartOption> Options)> profiles = [];

    public ExtensionLines(ImportedBox box, IReadOnlyList<FoundExtension> found)
    {
        this.box = box;
        var alike = found.Select(Read).GroupBy(e => (e.Base, Shared: Text(e.Shared))).ToList();
        foreach (var group in alike)
        {
            var (first, name, shared, _) = group.First();
            if (name is not null && shared.Count == 0)
            {
                lines.AddRange(group.Select(e => (e.Extension, name, e.Own)));
            }
            else if (group.Count() > 1)
            {
                var profile = NewName(first, name);
                profiles.Add((profile, name, shared));
                lines.AddRange(group.Select(e => (e.Extension, profile, e.Own)));
            }
            else if (name is not null)
            {
                lines.Add((first, name, [.. first.Parts.Where(o => shared.Contains(o) || group.First().Own.Contains(o))]));
            }
        }

        var order = found.Select((e, at) => (e.Number, at)).ToDictionary(e => e.Number, e => e.at, StringComparer.Ordinal);
        lines.Sort((one, other) => order[one.Extension.Number] - order[other.Extension.Number]);

        // What our own file has in another order would be written anew.
        lines.RemoveAll(l => l.Extension.Endpoint.Author == FileAuthor.Reconciler && !IsInOrder(l.Extension, l.Profile, l.Own));
        var used = lines.Select(l => l.Profile).ToHashSet(StringComparer.Ordinal);
        profiles.RemoveAll(p => !used.Contains(p.Name));
    }

    /// <summary>The extensions that are said this way.</summary>
    public IEnumerable<FoundExtension> Said => lines.Select(l => l.Extension);

    public IEnumerable<ImportedEntry> Entries =>
        profiles.Select(p => new ImportedEntry(["profiles", p.Name], new ImportedValue.Map(
            [
                .. p.Extends is { } name ? [Pair("extends", new ImportedValue.Text(name))] : Array.Empty<KeyValuePair<string,
                    ImportedValue>>(),
                .. Parts(p.Options, isFlow: false),
            ],
            IsFlow: false)))
        .Concat(lines.Select(l => new ImportedEntry(
            ["extensions", l.Extension.Number], Line(l.Profile, l.Extension.CallerName, Named(l.Extension), l.Own))
        {
            From = l.Extension.Endpoint.Section.Place,
        }));

    /// <summary>The line that somebody would be who is no extension of PJSIP yet.</summary>
    /// <param name="box">The box.</param>
    /// <param name="number">Its number.</param>
    /// <param name="isSoftphone">Whether it comes in over the WebSocket.</param>
    /// <param name="options">What it is to be besides.</param>
    public static ImportedValue.Map Line(ImportedBox box, string number, bool isSoftphone, IReadOnlyList<PartOption> options)
    {
        var builtIn = BuiltIn(ProfileOf(isSoftphone));
        var name = options.FirstOrDefault(o => o.Name == CallerId)?.Value is ImportedValue.Text text
            ? OptionSpelling.CallerName(text.Value, number)
            : null;
        var own = options.Where(o => !builtIn.Any(b => IsSame(box, b, o)) && !(name is not null && o.Name == CallerId)
            && !(isSoftphone && box.Catalogue[o.Type][o.Name].IsForcedByWebRtc));
        return Line(ProfileOf(isSoftphone), name, SecretOf(box, number, isSoftphone, default), own);
    }

    private static ImportedValue.Map Line(
        string profile, string? name, ImportedValue.OfSecret? secret, IEnumerable<PartOption> own) => new(
    [
        Pair("profile", new ImportedValue.Text(profile)),
        .. name is null ? Array.Empty<KeyValuePair<string, ImportedValue>>() : [Pair("name", new ImportedValue.Text(name))],
        .. secret is null ? Array.Empty<KeyValuePair<string, ImportedValue>>() : [Pair("password", secret)],
        .. Parts(own, isFlow: true),
    ],
    IsFlow: true);

    // What a person would call it, where no desired state has named it yet.
    private ImportedValue.OfSecret? Named(FoundExtension extension) => extension.Secret is not { } secret ? null
        : secret.Name != box.SecretName($"{PjsipType.Auth.TypeName()}-{extension.Auth.Name}") ? secret
        : SecretOf(box, extension.Number, IsSoftphone(extension), secret.Value);

    private static ImportedValue.OfSecret SecretOf(ImportedBox box, string number, bool isSoftphone, Secret value) =>
        new(box.SecretName($"{(isSoftphone ? "softphone" : "phone")}-{number}"), value);

    private static string ProfileOf(bool isSoftphone) => isSoftphone ? "webrtc" : "phone";

    private (FoundExtension Extension, string? Base, IReadOnlyList<PartOption> Shared, IReadOnlyList<PartOption> Own) Read(
        FoundExtension extension)
    {
        var parts = extension.Parts;
        var builtIn = BuiltIn(ProfileOf(IsSoftphone(extension)));
        var fits = builtIn.All(o => parts.Any(p => p.Part == o.Part && p.Name == o.Name));
        var left = parts.Where(p => !fits || !builtIn.Any(o => IsSame(box, o, p))).ToList();
        var own = left.Where(p => IsOwn(p, extension.Number)).ToList();
        return (extension, fits ? ProfileOf(IsSoftphone(extension)) : null, [.. left.Except(own)], own);
    }

    private static bool IsSoftphone(FoundExtension extension) => OptionSpelling.Truth(extension.Endpoint["webrtc"] ?? "no") == "yes";

    private static bool IsOwn(PartOption option, string number) => option.Value switch
    {
        ImportedValue.OfSecret => true,
        ImportedValue.Text text => Names(text.Value, number),
        ImportedValue.List list => list.Items.Any(i => Names(i, number)),
        _ => false,
    } || option.Name == CallerId;

    // As 473 is named by 473@default and A473, and not by rfc4733.
    private static bool Names(string text, string number)
    {
        for (var at = text.IndexOf(number, StringComparison.Ordinal); at >= 0; at = text.IndexOf(number, at + 1, StringComparison.Ordinal))
        {
            var end = at + number.Length;
            if ((at == 0 || !char.IsAsciiDigit(text[at - 1])) && (end == text.Length || !char.IsAsciiDigit(text[end])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSame(ImportedBox box, PartOption one, PartOption other) => one.Part == other.Part && one.Name == other.Name
        && one.Value is ImportedValue.Text a && other.Value is ImportedValue.Text b
        && OptionSpelling.Same(box.Catalogue[one.Type][one.Name], a.Value, b.Value);

    private bool IsInOrder(FoundExtension extension, string profile, IReadOnlyList<PartOption> own)
    {
        var ofProfile = profiles.FirstOrDefault(p => p.Name == profile) is { Name: not null } made
            ? Merged(made.Extends is { } name ? BuiltIn(name) : [], made.Options)
            : BuiltIn(profile);
        IReadOnlyList<PartOption> said =
        [
            .. extension.Secret is { } secret ? [new PartOption("auth", "password", secret)] : Array.Empty<PartOption>(),
            .. extension.CallerName is { } caller ? [new PartOption("endpoint", CallerId, new ImportedValue.Text(caller))]
                : Array.Empty<PartOption>(),
        ];
        var number = new ImportedValue.Text(extension.Number);
        IReadOnlyList<PartOption> implied = [new("auth", "username", number), new("endpoint", "auth", number), new("endpoint", "aors",
            number)];
        var whole = Merged(Merged(Merged(implied, ofProfile), said), own);
        return extension.Objects.All(o => whole.Where(m => m.Type == o.Type).Select(m => m.Name).SequenceEqual(o.Options.Select(p =>
            p.Key)));
    }

    private static List<PartOption> Merged(IEnumerable<PartOption> earlier, IEnumerable<PartOption> later)
    {
        var merged = earlier.ToList();
        merged.AddRange(later.Where(l => !merged.Exists(m => m.Part == l.Part && m.Name == l.Name)));
        return merged;
    }

    // The template's name tells a person what it is.
    private string NewName(FoundExtension extension, string? builtIn)
    {
        var template = extension.Endpoint.Section.Parents.LastOrDefault() is { } parent && parent.All(c => char.IsAsciiLetterOrDigit(c)
            || c is '-' or '_')
            ? parent
            : $"{builtIn ?? "extension"}-{profiles.Count + 1}";
        bool IsTaken(string name) => name is "webrtc" or "phone" || profiles.Exists(p => p.Name == name);
        return !IsTaken(template) ? template
            : Enumerable.Range(2, int.MaxValue - 2).Select(n => string.Create(CultureInfo.InvariantCulture, $"{template}-{n}"))
                .First(n => !IsTaken(n));
    }

    private static IReadOnlyList<PartOption> BuiltIn(string name)
    {
        var parts = BuiltInProfiles.At("").First(p => p.Name == name).Parts;
        return [.. Of("auth", parts.Auth), .. Of("aor", parts.Aor), .. Of("endpoint", parts.Endpoint)];
    }

    private static IEnumerable<PartOption> Of(string part, EquatableArray<DeclaredOption> options) =>
        options.Select(o => new PartOption(part, o.Name, new ImportedValue.Text(o.Value.ToString()!)));

    private static IEnumerable<KeyValuePair<string, ImportedValue>> Parts(IEnumerable<PartOption> options, bool isFlow) =>
        options.GroupBy(o => o.Part).Select(g => Pair(
            g.Key, new ImportedValue.Map(g.Select(o => Pair(o.Name, o.Value)).ToEquatableArray(), isFlow)));

    private static KeyValuePair<string, ImportedValue> Pair(string key, ImportedValue value) => KeyValuePair.Create(key, value);

    private static string Text(IEnumerable<PartOption> options) => string.Join('\n', options.Select(o =>
        $"{o.Part} {o.Name} {Shown(o.Value)}"));

    private static string Shown(ImportedValue value) => value switch
    {
        ImportedValue.Text text => text.Value,
        ImportedValue.List list => YamlLines.Flow(list.Items),
        _ => "",
    };
}
