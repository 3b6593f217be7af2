using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Observations.Texts;

namespace ConnectSchappo.Reconciler.Boxes.Looking;

/// <summary>Reads Asterisk's memory: by its manager interface, and by its command line where that is not to be had.</summary>
internal sealed class MemoryReader(IBoxLine line) : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    public async Task<(AsteriskLife Life, AsteriskMemory Memory)> Read(DesiredBox box, CancellationToken cancellation)
    {
        var life = LifeScript.Read((await line.Run(LifeScript.Text, default, Deadline, cancellation)).Text);
        return life is AsteriskLife.Running
            ? (life, CliMemoryText.Parse((await line.Run(CliMemoryScript.Text(box), default, Deadline, cancellation)).Text))
            : (life, AsteriskMemory.Unknown($"Asterisk is {life.ToString().ToLowerInvariant()}"));
    }

    public ValueTask DisposeAsync() => default;
}
