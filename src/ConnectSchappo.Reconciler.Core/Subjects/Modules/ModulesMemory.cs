using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Questions;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

namespace ConnectSchappo.Reconciler.Core.Subjects.Modules;

/// <summary>What Asterisk's memory says of its modules.</summary>
public static class ModulesMemory
{
    /// <summary>Asks whether <c>res_pjsip_transport_websocket.so</c> runs.</summary>
    public static ModuleQuestion WebSocketQuestion { get; } = new(
        "res_pjsip_transport_websocket", $"the web socket transport", box => box.Pjsip.Any(o => o.IsSoftphone));

    extension(AsteriskMemory memory)
    {
        /// <summary>State of <c>res_pjsip_transport_websocket.so</c>.</summary>
        public Fact<ModuleStatus> WebSocketTransport => memory.Answer(WebSocketQuestion);
    }
}
