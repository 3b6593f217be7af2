using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired.Sections;
using ConnectSchappo.Reconciler.Core.Desired.Yaml;

namespace ConnectSchappo.Reconciler.Core.Desired.Declared;

/// <summary>Reads <c>policy</c>.</summary>
/// <param name="sections">What a policy may have a mode for.</param>
/// <param name="problems">Where problems go.</param>
/// <param name="catalogue">The options that the boxes' Asterisk has.</param>
internal sealed class PolicyReader(EquatableArray<Section> sections, ProblemList problems, AsteriskCatalogue catalogue)
{
    private readonly WordsReader values = new(problems);

    private static readonly (string Word, PolicyMode Value)[] Modes = [("enforce", PolicyMode.Enforce), ("observe", PolicyMode.Observe)];

    private static readonly (string Word, RestartWhen Value)[] Whens =
        [("idle", RestartWhen.Idle), ("now", RestartWhen.Now), ("never", RestartWhen.Never)];

    private static readonly (string Word, ServicePolicy Value)[] Services =
        [("observe", ServicePolicy.Observe), ("ensure", ServicePolicy.Ensure)];

    private static readonly (string Word, ConfirmMode Value)[] Confirms = [("auto", ConfirmMode.Auto), ("manual", ConfirmMode.Manual)];

    public DeclaredPolicy Read(Node node)
    {
        if (Shapes.Map(node, PartName.Key("policy"), problems) is not { } map)
        {
            return DeclaredPolicy.None;
        }

        var reader = new MapReader(map, () => $"`policy`", problems);
        var mode = reader.Take("mode");
        var policy = mode is Node.Map byKind ? ByKind(byKind) : new DeclaredPolicy { Mode = values.Word(mode, "mode", Modes) };
        if (reader.Map("restart") is { } restart)
        {
            policy = Restart(policy, restart);
        }

        if (reader.Map("removals") is { } removals)
        {
            var removalsReader = new MapReader(removals, () => $"`removals`", problems);
            policy = policy with { RemovalsMax = values.Number(removalsReader.Text("max"), "max", 0, 100_000) };
            removalsReader.End();
        }

        if (reader.Map("confirm") is { } confirm)
        {
            var confirmReader = new MapReader(confirm, () => $"`confirm`", problems);
            policy = policy with
            {
                Confirm = values.Word(confirmReader.Take("mode"), "mode", Confirms),
                ConfirmWithin = values.Duration(confirmReader.Text("within"), "within"),
                ProbeAs = confirmReader.Text("register"),
            };
            confirmReader.End();
        }

        if (reader.Take("ignore") is { } ignore)
        {
            policy = policy with { Ignore = new IgnoreReader(problems, catalogue).Read(ignore) };
        }

        policy = policy with
        {
            Adopt = values.YesOrNo(reader.Text("adopt"), "adopt"),
            Service = values.Word(reader.Take("service"), "service", Services),
        };
        reader.End();
        return policy;
    }

    private DeclaredPolicy ByKind(Node.Map map)
    {
        var reader = new MapReader(map, () => $"`mode`", problems);
        var standard = values.Word(reader.Take("default"), "default", Modes);
        var kinds = new List<KindMode>();
        foreach (var kind in sections.Select(s => s.Name))
        {
            if (values.Word(reader.Take(kind), kind, Modes) is { } mode)
            {
                kinds.Add(new KindMode(kind, mode));
            }
        }

        reader.End();
        return new DeclaredPolicy { Mode = standard, ModeByKind = kinds.ToEquatableArray() };
    }

    private DeclaredPolicy Restart(DeclaredPolicy policy, Node.Map map)
    {
        var reader = new MapReader(map, () => $"`restart`", problems);
        policy = policy with
        {
            When = values.Word(reader.Take("when"), "when", Whens),
            MaxWait = values.Duration(reader.Text("maxWait"), "maxWait"),
            Window = values.Window(reader.Text("window")),
        };
        reader.End();
        if (policy.When is RestartWhen.Now)
        {
            problems.Add(
                ProblemKinds.RestartCutsCalls, map.Place, $"`when: now` restarts Asterisk during calls, so the calls in progress are cut.");
        }

        return policy;
    }
}
