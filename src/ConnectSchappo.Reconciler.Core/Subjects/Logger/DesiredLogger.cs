using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;

namespace ConnectSchappo.Reconciler.Core.Subjects.Logger;

/// <summary>What Asterisk is to log, and where.</summary>
public sealed record DesiredLogger : DesiredSection
{
    /// <summary>In the order of the file; each name once.</summary>
    public EquatableArray<LoggerChannel> Channels { get; init; }

    internal override void Write(YamlLines yaml, AsteriskCatalogue catalogue)
    {
        if (!Channels.IsEmpty)
        {
            yaml.Line("logger:").Line("  channels:");
            foreach (var channel in Channels)
            {
                yaml.List(2, YamlLines.Scalar(channel.Name), channel.Levels, Places.None);
            }
        }
    }
}
