using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

/// <summary>The PJSIP objects of a box.</summary>
public sealed record DesiredPjsip : DesiredSection
{
    /// <summary>By type, in the order of <see cref="PjsipType"/>, and within a type in that of the desired state.</summary>
    public EquatableArray<PjsipObject> Objects { get; init; }

    internal override IEnumerable<StatedOptions> Options =>
        Objects.Select(o => new StatedOptions(PjsipRows.Of(o.Type).Path, o.Options));

    internal override IEnumerable<(string Resource, OptionSection Options)> Ignorable(AsteriskCatalogue catalogue) =>
        Objects.Select(o => (IgnoredField.ResourceOf(o.Type, o.Name), catalogue[o.Type]));

    internal override void Write(YamlLines yaml, AsteriskCatalogue catalogue)
    {
        if (Objects.IsEmpty)
        {
            return;
        }

        yaml.Line("pjsip:");
        foreach (var type in Objects.GroupBy(o => o.Type))
        {
            if (type.Key.IsSingle())
            {
                yaml.Options(1, type.Key.Key(), type.First().Options);
                continue;
            }

            yaml.Line($"  {type.Key.Key()}:");
            foreach (var item in type)
            {
                var none = item.Options.IsEmpty ? " {}" : "";
                yaml.Line($"    {YamlLines.Scalar(item.Name)}:{none}", $"line {item.Place.Line}");
                foreach (var option in item.Options)
                {
                    yaml.Option(3, option);
                }

                if (item.IsSoftphone)
                {
                    Implied(yaml, catalogue[type.Key]);
                }
            }
        }
    }

    private static void Implied(YamlLines yaml, OptionSection endpoint)
    {
        var values = endpoint.UnderWebRtc.Select(o => $"{o.Name}: {o.UnderWebRtc}");
        var names = endpoint.Curated.Where(o => o is { IsForcedByWebRtc: true, UnderWebRtc: null }).Select(o => o.Name);
        yaml.Line($"      # webrtc: yes sets {string.Join(", ", values)}")
            .Line($"      # and decides {string.Join(", ", names)}, whatever they say");
    }
}
