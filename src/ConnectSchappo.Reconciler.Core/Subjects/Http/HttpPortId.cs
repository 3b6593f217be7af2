using ConnectSchappo.Reconciler.Core.Drifts;

namespace ConnectSchappo.Reconciler.Core.Subjects.Http;

/// <summary>A port on which the web server is to listen, or is not, while another program has it.</summary>
public sealed record HttpPortId(string Listener) : ResourceId(HttpSubject.Instance)
{
    public override string Name => $"http {Listener}";
}
