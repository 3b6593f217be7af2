using System.Text.Json;
using ConnectSchappo.Reconciler.Reporting;
using Microsoft.Extensions.Logging;

namespace ConnectSchappo.Reconciler.Hosting;

/// <summary>
/// What is remembered of each box over a reload and a restart, in a file that is whole at any time. Where it is lost nothing goes
/// wrong on a box: a fight is noticed a few rounds later, and what waits seems to wait since now. So that is told, once, and ends
/// nothing.
/// </summary>
internal sealed class StateStore
{
    private readonly Lock sync = new();
    private readonly ILogger logger;
    private readonly SortedDictionary<string, BoxMemory> boxes = new(StringComparer.Ordinal);
    private bool isNew;
    private bool isWriting;
    private bool isFailing;

    /// <param name="folder">Where the file is; null where there is no place for one, and a restart forgets all of it.</param>
    public StateStore(string? folder, ILogger logger)
    {
        (Folder, this.logger) = (folder, logger);
        if (Path is not null && File.Exists(Path))
        {
            Read(Path);
        }
    }

    public string? Folder { get; }

    private string? Path => Folder is null ? null : System.IO.Path.Combine(Folder, "boxes.json");

    public BoxMemory Of(string box)
    {
        lock (sync)
        {
            return boxes.GetValueOrDefault(box) ?? new BoxMemory();
        }
    }

    /// <summary>Keeps what is known of a box; the disk is written only where that is something new.</summary>
    public void Keep(string box, BoxMemory memory) => Change(() =>
    {
        var before = boxes.GetValueOrDefault(box);
        boxes[box] = memory;
        return before is null || !Spelled(before).AsSpan().SequenceEqual(Spelled(memory));
    });

    /// <summary>The box has left the desired state.</summary>
    public void Forget(string box) => Change(() => boxes.Remove(box));

    /// <summary>These are the boxes of the desired state: of others nothing is known any more.</summary>
    public void Only(IEnumerable<string> names)
    {
        var wanted = names.ToHashSet(StringComparer.Ordinal);
        Change(() =>
        {
            var gone = boxes.Keys.Where(b => !wanted.Contains(b)).ToList();
            gone.ForEach(b => boxes.Remove(b));
            return gone is not [];
        });
    }

    private static byte[] Spelled(BoxMemory known) => JsonSerializer.SerializeToUtf8Bytes(known, StateJson.Lenient.BoxMemory);

    // Writing waits for the disk. So of many boxes whose rounds end together one writes, all that is new by then, and no other waits.
    private void Change(Func<bool> change)
    {
        lock (sync)
        {
            isNew |= change();
            if (Path is null || isWriting)
            {
                return;
            }

            isWriting = true;
        }

        try
        {
            while (Next() is { } content)
            {
                DurableFile.Write(Path, content);
                isFailing = false;
            }
        }
        catch (Exception failure)
        {
            lock (sync)
            {
                (isNew, isWriting) = (true, false); // whoever keeps something next tries again
            }

            if (failure is not (IOException or UnauthorizedAccessException))
            {
                throw;
            }

            Lost(failure);
        }
    }

    // What is to be written; null where all is, and nobody writes any more.
    private byte[]? Next()
    {
        lock (sync)
        {
            isWriting = isNew;
            isNew = false;
            return isWriting ? JsonSerializer.SerializeToUtf8Bytes(boxes, StateJson.Lenient.SortedDictionaryStringBoxMemory) : null;
        }
    }

    private void Read(string path)
    {
        try
        {
            var read = JsonSerializer.Deserialize(File.ReadAllBytes(path), StateJson.Lenient.SortedDictionaryStringBoxMemory) ?? [];
            foreach (var (box, memory) in read)
            {
                boxes[box] = (BoxMemory?)memory ?? new BoxMemory(); // somebody may have written null
            }
        }
        catch (Exception failure) when (failure is JsonException or IOException or UnauthorizedAccessException)
        {
            Lost(failure);
        }
    }

    private void Lost(Exception failure)
    {
        if (!isFailing)
        {
            isFailing = true;
            logger.StateLost(Path!, failure.Message);
        }
    }
}
