using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Diagnoses;

/// <summary>A softphone's way from this host.</summary>
internal sealed class WayLink() : Link("way from here",
    "a softphone's way from this host: connection, TLS, path, and its WebSocket where that harms nobody", Closed)
{
    private static readonly Cause Closed = new("way-closed", $"from this host a softphone does not get in");

    private protected override Message? NotLooked(Evidence evidence) =>
        !evidence.IsSoftphone ? WebServerLink.NotASoftphone(evidence) : evidence.Way.IsEmpty ? evidence.NoWay ?? $"it was not tried" : null;

    private protected override IEnumerable<Finding> Find(Evidence evidence) =>
        from step in evidence.Way
        where step.Weight == Weight.Broken && !step.IsCertificate && !step.IsLogin
        select new Finding(Weight.Broken, Closed, $"{step.Name}: {step.Found}", $"tried from this host", step.ToDo);

    private protected override Message Well(Evidence evidence) =>
        $"{Listing.Of(evidence.Way.Where(s => s.Weight == Weight.Well).Select(s => s.Name), 9)} work";
}
