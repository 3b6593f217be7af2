using ConnectSchappo.Reconciler.Core.Drifts;

namespace ConnectSchappo.Reconciler.Core.Subjects.Modules;

/// <summary>The WebSocket of softphones, as whoever connects sees it.</summary>
public sealed record WebSocketId() : ResourceId(ModulesSubject.Instance)
{
    public override string Name => "WebSocket";
}
