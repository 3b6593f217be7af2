using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired.Values;
using ConnectSchappo.Reconciler.Core.Desired.Yaml;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Desired.Sections;

/// <summary>Reads options in Asterisk's own names: text, a list of texts, or a secret by its name.</summary>
/// <param name="problems">Where problems go.</param>
/// <param name="catalogue">The options that the box's Asterisk has.</param>
/// <param name="level">The group or the box that is read, or null.</param>
internal sealed class OptionsReader(ProblemList problems, AsteriskCatalogue catalogue, string? level)
{
    private static readonly DesiredValue.SecretReference Unreadable = new("");

    public EquatableArray<DeclaredOption> Read(Node node, PartName what, OptionSection section)
    {
        if (Shapes.Map(node, what, problems) is not { } map)
        {
            return [];
        }

        var options = new List<DeclaredOption>();
        foreach (var (key, value) in map.Entries.Select(e => (e.Key, e.Value)))
        {
            if (!section.Options.ContainsKey(key.Text))
            {
                Unknown(key, section);
            }
            else
            {
                options.Add(Read(key, value, section));
            }
        }

        return options.ToEquatableArray();
    }

    /// <summary>
    /// One option. Where its value is none, which is reported, an empty one takes its place, so that the option is not called missing too;
    /// a state with an error leads nowhere, so nobody ever sees it.
    /// </summary>
    public DeclaredOption Read(Node.Scalar key, Node value, OptionSection section)
    {
        var name = key.Text;
        var facts = section.Options[name];
        if (facts.Type is OptionType.Ignored)
        {
            problems.Add(ProblemKinds.NoEffect, key.Place, $"Asterisk {catalogue.Version} does not read `{name}` of {section.Title}.");
        }

        switch (value)
        {
            case Node.Map map:
                return new DeclaredOption(name, Secret(name, map, section), IsList: false, key.Place) { Level = level };
            case var _ when facts.IsSecret:
                PlainSecret(name, value);
                return new DeclaredOption(name, Unreadable, IsList: false, key.Place) { Level = level };
            case Node.List list when facts.Type is OptionType.Text or OptionType.Words or OptionType.Codecs:
                var items = list.Items.Select(i => Text(facts, i)).ToEquatableArray();
                var text = new DesiredValue.Text(string.Join(',', items)) { Lines = facts.IsOneALine ? items : [] };
                return new DeclaredOption(name, text, IsList: true, key.Place) { Level = level };
            default:
                return new DeclaredOption(name, new DesiredValue.Text(Text(facts, value)), IsList: false, key.Place) { Level = level };
        }
    }

    private void Unknown(Node.Scalar key, OptionSection section)
    {
        problems.Add(
            ProblemKinds.UnknownOption, key.Place, $"`{Shown.Text(key.Text)}` is not an option of {section.Title}.",
            key.Text == "type"
                ? $"Remove it: the key that an object stands under decides its type."
                : Spelling.Hint(key.Text, section.Options.Keys));
    }

    private string Text(Option facts, Node node)
    {
        var name = facts.Name;
        if (node is Node.Scalar { IsNothing: true })
        {
            problems.Add(
                ProblemKinds.NoValue, node.Place, $"There is no value for `{name}`.",
                $"Remove the line, or write `{name}: \"\"` for the empty text.");
            return "";
        }

        if (Shapes.Text(node, PartName.Key(name), problems) is not { } scalar)
        {
            return "";
        }

        if (ConfText.RefusalOfValue(scalar.Text) is { } refusal)
        {
            problems.Add(
                ProblemKinds.BreaksLine, scalar.Place, $"The value of `{name}` cannot be written to Asterisk's files. {refusal}");
            return "";
        }

        if (facts.HoldsAddresses && AddressText.LookAlike(scalar.Text) is { } lookAlike)
        {
            problems.Add(
                ProblemKinds.BadAddress, scalar.Place,
                ((Message)$"`{Shown.Text(lookAlike)}` in `{name}` is not an address.").Then(NetworkText.Guess(lookAlike)));
        }

        if (OptionValue.Refusal(facts, scalar.Text) is { } wanted)
        {
            problems.Add(ProblemKinds.BadOptionValue, scalar.Place, $"`{name}` cannot be `{Shown.Text(scalar.Text)}`.", wanted);
        }

        return scalar.Text;
    }

    private DesiredValue.SecretReference Secret(string name, Node.Map map, OptionSection section)
    {
        if (map.Entries is not [{ Key.Text: "secret" } entry])
        {
            problems.Add(
                ProblemKinds.Shape, map.Place, $"Expected a single value for `{name}`, but found {map.What}.",
                $"Write its text, or `{name}: {{secret: NAME}}` for a secret.");
            return Unreadable;
        }

        if (Shapes.Text(entry.Value, PartName.Key("secret"), problems) is not { } secret)
        {
            return Unreadable;
        }

        if (!SecretName.IsValid(secret.Text))
        {
            problems.Add(ProblemKinds.BadSecretName, secret.Place, $"`{Shown.Text(secret.Text)}` cannot be the name of a secret.");
            return Unreadable;
        }

        if (section.Options[name] is not { Type: OptionType.Text, RefersTo: null })
        {
            problems.Add(
                ProblemKinds.SecretElsewhere, map.Place, $"`{name}` cannot be a secret: its value is needed before secrets are read.");
        }

        return new DesiredValue.SecretReference(secret.Text);
    }

    private void PlainSecret(string name, Node value)
    {
        if (value is Node.Scalar { IsNothing: true })
        {
            problems.Add(ProblemKinds.NoValue, value.Place, $"There is no value for `{name}`.", $"Write `{name}: {{secret: NAME}}`.");
            return;
        }

        problems.Add(
            ProblemKinds.PlainSecret, value.Place, $"`{name}` is a secret, and everyone who sees this file can read it here.");
    }
}
