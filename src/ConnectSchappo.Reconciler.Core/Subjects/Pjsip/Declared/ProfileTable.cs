using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Yaml;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

/// <summary>The profiles by name, each with all that it extends.</summary>
internal sealed class ProfileTable
{
    private readonly Dictionary<string, DeclaredProfile> stated = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ExtensionParts> resolved = new(StringComparer.Ordinal);
    private readonly ProblemList problems;

    public ProfileTable(string file, EquatableArray<DeclaredProfile> own, ProblemList problems)
    {
        this.problems = problems;
        foreach (var profile in BuiltInProfiles.At(file))
        {
            stated[profile.Name] = profile;
        }

        foreach (var profile in own)
        {
            if (stated.ContainsKey(profile.Name))
            {
                problems.Add(
                    ProblemKinds.Duplicate, profile.Place, $"The profile `{profile.Name}` is built in.",
                    $"Rename yours, and write `extends: {profile.Name}` in it.");
                continue;
            }

            stated[profile.Name] = profile;
        }

        // Each is resolved even where nothing names it, so that its errors are reported before somebody does.
        foreach (var profile in own)
        {
            Resolve(profile.Name, []);
        }
    }

    /// <summary>What the profile makes of an extension, or null where there is none of that name, which is reported.</summary>
    public ExtensionParts? Find(Located name)
    {
        if (stated.ContainsKey(name.Text))
        {
            return Resolve(name.Text, []);
        }

        problems.Add(
            ProblemKinds.UnknownProfile, name.Place, $"There is no profile `{Shown.Text(name.Text)}`.",
            Spelling.Hint(name.Text, stated.Keys)
                ?? $"Name {Shown.Choice([.. stated.Keys])}, or add a profile of your own under `profiles`.");
        return null;
    }

    private ExtensionParts Resolve(string name, EquatableArray<string> path)
    {
        if (resolved.TryGetValue(name, out var parts))
        {
            return parts;
        }

        var profile = stated[name];
        var origin = ExtensionParts.None;
        if (profile.Extends is { } extends)
        {
            if (extends.Text == name || path.Contains(extends.Text))
            {
                problems.Add(
                    ProblemKinds.UnknownProfile, extends.Place, $"The profile `{Shown.Text(name)}` extends itself.",
                    $"Remove `extends` from one of the profiles.");
            }
            else if (path.Count > 8)
            {
                problems.Add(
                    ProblemKinds.TooMuch, extends.Place, $"More than eight profiles extend one another.", $"Extend fewer profiles.");
            }
            else if (!stated.ContainsKey(extends.Text))
            {
                Find(extends);
            }
            else
            {
                origin = Resolve(extends.Text, [.. path, name]);
            }
        }

        parts = ExtensionParts.Merge(origin, profile.Parts.From(name, default));
        resolved[name] = parts;
        return parts;
    }
}
