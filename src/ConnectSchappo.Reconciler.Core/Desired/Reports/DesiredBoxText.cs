using ConnectSchappo.Reconciler.Core.Desired.Values;

namespace ConnectSchappo.Reconciler.Core.Desired.Reports;

/// <summary>
/// What the desired state comes to for one box: groups merged, profiles expanded, defaults spelled out, secrets by name, each value with
/// the line and the profile that it comes from, and in comments what Asterisk adds by itself. It is a desired state itself: read again, it
/// gives the same box.
/// </summary>
public static class DesiredBoxText
{
    public static string Write(DesiredBox box)
    {
        var yaml = new YamlLines();
        WriteHead(yaml, box);
        if (box.Asterisk is { } series)
        {
            yaml.Line($"asterisk: {series}");
        }

        foreach (var section in box.Sections)
        {
            section.Write(yaml, box.Catalogue);
        }

        Policy(yaml, box.Policy);
        return yaml.ToString();
    }

    /// <summary>Which box it is, and how it is reached.</summary>
    internal static void WriteHead(YamlLines yaml, DesiredBox box)
    {
        yaml.Line("apiVersion: reconciler/v1").Line("boxes:").Line($"  {YamlLines.Scalar(box.Name)}:");
        yaml.Entry(2, "address", box.Address).Entry(2, "port", box.Port.ToString()).Entry(2, "user", box.User);
        if (box.HostKey is { } hostKey)
        {
            yaml.Entry(2, "hostKey", hostKey);
        }

        if (box.Jump is { } jump)
        {
            yaml.Line("    jump:").Entry(3, "address", jump.Address).Entry(3, "port", jump.Port.ToString()).Entry(3, "user", jump.User);
            if (jump.HostKey is { } key)
            {
                yaml.Entry(3, "hostKey", key);
            }
        }

        if (!box.Labels.IsEmpty)
        {
            var labels = box.Labels.Select(l => $"{YamlLines.Scalar(l.Key)}: {YamlLines.Scalar(l.Value)}");
            yaml.Line($"    labels: {{{string.Join(", ", labels)}}}");
        }
    }

    private static void Policy(YamlLines yaml, Policy policy)
    {
        yaml.Line("policy:");
        if (policy.ModeByKind.IsEmpty)
        {
            yaml.Line($"  mode: {Word(policy.Mode)}");
        }
        else
        {
            var modes = policy.ModeByKind.Select(m => $", {m.Kind}: {Word(m.Mode)}");
            yaml.Line($"  mode: {{default: {Word(policy.Mode)}{string.Concat(modes)}}}");
        }

        yaml.Line("  restart:").Line($"    when: {Word(policy.RestartWhen)}")
            .Line($"    maxWait: {DurationText.Write(policy.RestartMaxWait)}");
        if (policy.RestartWindow is { } window)
        {
            yaml.Line($"    window: {WindowText.Write(window)}");
        }

        var register = policy.ProbeAs is { } name ? $", register: {YamlLines.Scalar(name)}" : "";
        yaml.Line($"  removals: {{max: {policy.RemovalsMax}}}").Line($"  adopt: {(policy.Adopt ? "yes" : "no")}")
            .Line($"  service: {Word(policy.Service)}")
            .Line($"  confirm: {{mode: {Word(policy.Confirm)}, within: {DurationText.Write(policy.ConfirmWithin)}{register}}}");
        if (!policy.Ignore.IsEmpty)
        {
            yaml.Line("  ignore:");
            foreach (var ignored in policy.Ignore)
            {
                yaml.Line(
                    $"    - {{resource: {YamlLines.Scalar(ignored.Resource)}, field: {YamlLines.Scalar(ignored.Field)}, "
                        + $"reason: {YamlLines.Scalar(ignored.Reason)}}}",
                    $"line {ignored.Place.Line}");
            }
        }
    }

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
