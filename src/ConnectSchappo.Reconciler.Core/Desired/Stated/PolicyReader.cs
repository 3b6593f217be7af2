using System.Globalization;
using ConnectSchappo.Reconciler.Core.Desired.Values;
using ConnectSchappo.Reconciler.Core.Desired.Yaml;

namespace ConnectSchappo.Reconciler.Core.Desired.Stated;

/// <summary>Reads <c>policy</c>.</summary>
internal sealed class PolicyReader(ProblemList problems)
{
    private static readonly (string Word, PolicyMode Value)[] Modes = [("enforce", PolicyMode.Enforce), ("observe", PolicyMode.Observe)];

    private static readonly (string Word, RestartWhen Value)[] Whens =
        [("idle", RestartWhen.Idle), ("now", RestartWhen.Now), ("never", RestartWhen.Never)];

    private static readonly (string Word, ServicePolicy Value)[] Services = [("observe", ServicePolicy.Observe), ("ensure", ServicePolicy.Ensure)];

    private static readonly (string Word, DesiredKind Value)[] Kinds =
    [
        ("http", DesiredKind.Http), ("modules", DesiredKind.Modules), ("pjsip", DesiredKind.Pjsip), ("sip", DesiredKind.Sip),
        ("fail2ban", DesiredKind.Fail2ban),
    ];

    public StatedPolicy Read(Node node)
    {
        if (Shapes.Map(node, "`policy`", problems) is not { } map)
        {
            return StatedPolicy.None;
        }

        var reader = new MapReader(map, "`policy`", problems);
        var mode = reader.Take("mode");
        var policy = mode is Node.Map byKind ? ByKind(byKind) : new StatedPolicy { Mode = Word(mode, "mode", Modes) };
        if (reader.Map("restart") is { } restart)
        {
            policy = Restart(policy, restart);
        }

        if (reader.Map("removals") is { } removals)
        {
            var removalsReader = new MapReader(removals, "`removals`", problems);
            policy = policy with { RemovalsMax = Number(removalsReader.Text("max"), "max", 0, 100_000) };
            removalsReader.End();
        }

        policy = policy with { Adopt = YesOrNo(reader.Text("adopt"), "adopt"), Service = Word(reader.Take("service"), "service", Services) };
        reader.End();
        return policy;
    }

    private StatedPolicy ByKind(Node.Map map)
    {
        var reader = new MapReader(map, "`mode`", problems);
        var standard = Word(reader.Take("default"), "default", Modes);
        var kinds = new List<KindMode>();
        foreach (var (word, kind) in Kinds)
        {
            if (Word(reader.Take(word), word, Modes) is { } mode)
            {
                kinds.Add(new KindMode(kind, mode));
            }
        }

        reader.End();
        return new StatedPolicy { Mode = standard, ModeByKind = kinds.ToEquatableArray() };
    }

    private StatedPolicy Restart(StatedPolicy policy, Node.Map map)
    {
        var reader = new MapReader(map, "`restart`", problems);
        policy = policy with
        {
            When = Word(reader.Take("when"), "when", Whens),
            MaxWait = Duration(reader.Text("maxWait"), "maxWait"),
            Window = Window(reader.Text("window")),
        };
        reader.End();
        if (policy.When is RestartWhen.Now)
        {
            problems.Add(ProblemKinds.RestartCutsCalls, map.Place, "`when: now` restarts Asterisk while people are on the phone, and cuts their calls.");
        }

        return policy;
    }

    private T? Word<T>(Node? node, string key, (string Word, T Value)[] words)
        where T : struct
    {
        if (node is null || Shapes.Text(node, $"`{key}`", problems) is not { } scalar)
        {
            return null;
        }

        foreach (var (word, value) in words)
        {
            if (word == scalar.Text)
            {
                return value;
            }
        }

        var names = words.Select(w => w.Word).ToList();
        var nearest = Spelling.Nearest(scalar.Text, names);
        problems.Add(
            ProblemKinds.NotOneOf,
            scalar.Place,
            $"`{key}` cannot be `{Shown.Text(scalar.Text)}`.",
            (nearest is null ? "" : $"Did you mean `{nearest}`? ") + $"It is {Shown.Choice(names)}.");
        return null;
    }

    private int? Number(Placed? text, string key, int least, int most)
    {
        if (text is not { } placed)
        {
            return null;
        }

        if (int.TryParse(placed.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        problems.Add(ProblemKinds.NotANumber, placed.Place, $"`{key}` cannot be `{Shown.Text(placed.Text)}`.", $"It is a whole number from {least} to {most}.");
        return null;
    }

    private bool? YesOrNo(Placed? text, string key)
    {
        if (text is { } placed && YesNo.Read(placed.Text) is null)
        {
            problems.Add(ProblemKinds.NotOneOf, placed.Place, $"`{key}` cannot be `{Shown.Text(placed.Text)}`.", "It is `yes` or `no`.");
        }

        return text is null ? null : YesNo.Read(text.Value.Text);
    }

    private TimeSpan? Duration(Placed? text, string key)
    {
        if (text is { } placed && DurationText.Read(placed.Text) is null)
        {
            problems.Add(ProblemKinds.NotADuration, placed.Place, $"`{key}` cannot be `{Shown.Text(placed.Text)}`.");
        }

        return text is null ? null : DurationText.Read(text.Value.Text);
    }

    private RestartWindow? Window(Placed? text)
    {
        if (text is not { } placed)
        {
            return null;
        }

        var window = WindowText.Read(placed.Text, out var refusal);
        if (window is null)
        {
            problems.Add(ProblemKinds.NotAWindow, placed.Place, $"`window` cannot be `{Shown.Text(placed.Text)}`. {refusal}");
        }

        return window;
    }
}
