using System.Text.Json.Nodes;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Schemas;
using ConnectSchappo.Reconciler.Core.Desired.Sections;
using ConnectSchappo.Reconciler.Core.Desired.Yaml;

namespace ConnectSchappo.Reconciler.Core.Subjects.Logger;

/// <summary><c>logger</c> of a desired state.</summary>
internal sealed class LoggerSection : Section
{
    private const string Channels = "channels";

    public override string Name => "logger";

    internal override DesiredSection Silent => new DesiredLogger();

    internal override IEnumerable<(string Key, JsonObject Shape)> Schema =>
    [
        (Name, Shape.Described("Asterisk's logger.conf.", Shape.Object(
            (Channels, Shape.Described(
                "Files in Asterisk's log directory, each with the levels that must be in it.",
                Shape.Map("^[A-Za-z0-9_.-]{1,60}$", Shape.List(Shape.Words(LoggerChannel.KnownLevels)))))))),
    ];

    internal override DeclaredSection? Read(Level level)
    {
        if (level.Map.Map(Name) is not { } map)
        {
            return null;
        }

        var reader = new MapReader(map, () => $"`logger`", level.Problems);
        var channels = reader.Map(Channels);
        reader.End();
        return new Declared((channels?.Entries ?? [])
            .Select(e => Channel(e.Key, e.Value, level.Problems)).OfType<LoggerChannel>().ToEquatableArray());
    }

    private static LoggerChannel? Channel(Node.Scalar name, Node levels, ProblemList problems)
    {
        if (name.Text.Length is 0 or > 60 || name.Text == "console" || name.Text.StartsWith("syslog", StringComparison.Ordinal)
            || !name.Text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-'))
        {
            problems.Add(
                ProblemKinds.BadName, name.Place, $"`{Shown.Text(name.Text)}` cannot be a file of the log.",
                $"Write the name of a file in /var/log/asterisk, such as `messages`.");
            return null;
        }

        var words = Shapes.Texts(levels, $"`{Shown.Text(name.Text)}`", problems);
        foreach (var word in words.Where(w => !LoggerChannel.KnownLevels.Contains(w.Text, StringComparer.Ordinal)))
        {
            problems.Add(
                ProblemKinds.NotOneOf, word.Place, $"`{Shown.Text(word.Text)}` is not a level of the log.",
                $"The levels are {string.Join(", ", LoggerChannel.KnownLevels.Select(l => $"`{l}`"))}.");
        }

        return new LoggerChannel(name.Text, words.Select(w => w.Text).Distinct(StringComparer.Ordinal).ToEquatableArray());
    }

    private sealed record Declared(EquatableArray<LoggerChannel> All) : DeclaredSection
    {
        // The levels of a file add up, as every list does.
        public override DeclaredSection With(DeclaredSection later) => new Declared(ByName.Merge(
            All, ((Declared)later).All, c => c.Name,
            (a, b) => a with { Levels = a.Levels.Concat(b.Levels).Distinct(StringComparer.Ordinal).ToEquatableArray() }));

        public override DesiredSection Resolved(AsteriskCatalogue catalogue, ProblemList problems) => new DesiredLogger { Channels = All };
    }
}
