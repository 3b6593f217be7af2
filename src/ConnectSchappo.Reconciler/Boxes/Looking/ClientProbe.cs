using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Observations;

namespace ConnectSchappo.Reconciler.Boxes.Looking;

internal sealed class ClientProbe
{
    public Task<ClientView> Ask(DesiredBox box, CancellationToken cancellation) => Task.FromResult(ClientView.NotAsked("not yet"));
}
