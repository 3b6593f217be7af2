using System.Text.Json;
using ConnectSchappo.Reconciler.Rounds;

namespace ConnectSchappo.Reconciler.Hosting;

/// <summary>
/// The boxes that a person wants left alone, kept in a file so that a restart forgets none. Each ends by itself.
/// </summary>
internal sealed class Suspensions
{
    private readonly Lock sync = new();
    private readonly string? path;
    private readonly TimeProvider time;
    private IReadOnlyList<Suspension> all;

    /// <param name="folder">Where the file is; null where there is no place for one, and a restart forgets them.</param>
    /// <exception cref="InvalidDataException">
    /// The file cannot be read. What it suspends is unknown then: the daemon must not start.
    /// </exception>
    public Suspensions(string? folder, TimeProvider time)
    {
        this.time = time;
        path = folder is null ? null : Path.Combine(folder, "suspensions.json");
        all = path is not null && File.Exists(path) ? Read(path) : [];
    }

    /// <summary>The suspension of a box that holds now, its own before the one of all; null for none.</summary>
    public Suspension? Of(string box)
    {
        lock (sync)
        {
            return Find(box) ?? Find(Suspension.Everywhere);
        }
    }

    /// <summary>Puts a suspension in the place of the box's earlier one.</summary>
    /// <exception cref="IOException">It cannot be kept: it does not hold.</exception>
    public void Set(Suspension suspension)
    {
        lock (sync)
        {
            Keep([.. all.Where(s => s.Box != suspension.Box && s.Until > time.GetUtcNow()), suspension]);
        }
    }

    /// <summary>Ends the suspension of a box; with <see cref="Suspension.Everywhere"/>, every one.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="IOException">It cannot be kept: the suspension holds.</exception>
    public bool End(string box)
    {
        lock (sync)
        {
            var ended = all.Where(s => (s.Box == box || box == Suspension.Everywhere) && s.Until > time.GetUtcNow()).ToList();
            if (ended.Count > 0)
            {
                Keep([.. all.Except(ended)]);
            }

            return ended.Count > 0;
        }
    }

    private Suspension? Find(string box) => all.FirstOrDefault(s => s.Box == box && s.Until > time.GetUtcNow());

    private void Keep(IReadOnlyList<Suspension> now)
    {
        if (path is not null)
        {
            DurableFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(now, StateJson.Strict.IReadOnlyListSuspension));
        }

        all = now;
    }

    private static IReadOnlyList<Suspension> Read(string path)
    {
        try
        {
            var kept = JsonSerializer.Deserialize(File.ReadAllBytes(path), StateJson.Strict.IReadOnlyListSuspension) ?? [];
            return kept.Contains(null!) ? throw new JsonException("one of its entries is null") : kept;
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException(
                $"{path} cannot be read as suspensions ({failure.Message}). It may suspend a box. Remove the file if no box is suspended.",
                failure);
        }
    }
}
