using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Texts;

namespace ConnectSchappo.Reconciler.Core.Observations.Questions;

/// <summary>The directory that Asterisk reads its configuration from, by asterisk.conf's <c>astetcdir</c> or as it was built.</summary>
public sealed class ConfigDirectoryQuestion : PrintedQuestion<string>
{
    private ConfigDirectoryQuestion()
        : base(CoreSettingsText.Command)
    {
    }

    public static ConfigDirectoryQuestion Instance { get; } = new();

    public override Message What { get; } = $"from where Asterisk reads its configuration";

    internal override bool IsNeeded(DesiredBox box) => true;

    private protected override Fact<string> Read(AsteriskCatalogue catalogue, IReadOnlyList<string> lines) =>
        CoreSettingsText.ConfigDirectory(lines);
}
