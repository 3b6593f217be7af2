using System.Collections.Concurrent;
using System.Threading.Channels;

namespace ConnectSchappo.Reconciler.Hosting;

/// <summary>Brings orders to the loops of boxes, each of which does one thing at a time.</summary>
internal sealed class BoxOrders
{
    private readonly ConcurrentDictionary<string, Channel<BoxOrder>> waiting = new(StringComparer.Ordinal);

    public ChannelReader<BoxOrder> Of(string box) => To(box).Reader;

    public void Give(string box, BoxOrder order) => To(box).Writer.TryWrite(order);

    private Channel<BoxOrder> To(string box) => waiting.GetOrAdd(box, _ => Channel.CreateUnbounded<BoxOrder>());
}
