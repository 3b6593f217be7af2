using System.Security.Cryptography;
using System.Text.Json;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Files;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>
/// A plan in a file, that a person may read and somebody apply later. What is applied is planned again from a new observation, and only if
/// it comes to the same: nothing of the file but its fingerprints is trusted, and it holds no secret.
/// </summary>
internal sealed record SavedPlan
{
    private const int Current = 2;
    private const int SaltLength = 16;

    public required int Version { get; init; }

    public required string Revision { get; init; }

    /// <summary>In base 64.</summary>
    public required string Salt { get; init; }

    /// <summary>What tells whether the same private key is used.</summary>
    public required string Key { get; init; }

    public required IReadOnlyList<SavedBox> Boxes { get; init; }

    /// <param name="revision">The desired state's.</param>
    /// <param name="plans">The plans, each with the secrets that its box needs.</param>
    /// <param name="privateKey">The content of the private key's file.</param>
    public static SavedPlan Of(string revision, IEnumerable<(Plan Plan, ResolvedSecrets Secrets)> plans, ReadOnlySpan<byte> privateKey)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        var prints = new Fingerprints(privateKey, salt);
        return new SavedPlan
        {
            Version = Current,
            Revision = revision,
            Salt = Convert.ToBase64String(salt),
            Key = prints.OfKey,
            Boxes = [.. plans.Select(p => Box(p.Plan, p.Secrets, prints))],
        };
    }

    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(string path)
    {
        LocalFile.DemandReplaceable(path);
        var beside = $"{path}.{Environment.ProcessId}.new";
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using (var stream = new FileStream(beside, options))
        {
            JsonSerializer.Serialize(stream, this, CliJson.Strict.SavedPlan);
            stream.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
    }

    /// <summary>Reads a plan; null, and why, where it is none that this program can apply.</summary>
    public static (SavedPlan? Plan, string Refusal) Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(LocalFile.Text(path));
            if (VersionOf(document.RootElement) is { } version && version != Current)
            {
                return (null, $"{path} is a plan of version {version}, and this program reads version {Current}. "
                    + "Make a new one with plan --out.");
            }

            var plan = document.Deserialize(CliJson.Strict.SavedPlan);
            return plan is null || !plan.IsWhole ? (null, $"{path} is no saved plan. Make one with plan --out.") : (plan, "");
        }
        catch (Exception failure) when (failure is JsonException or IOException or UnauthorizedAccessException)
        {
            return (null, $"{path} cannot be read as a saved plan ({failure.Message}). Make one with plan --out.");
        }
    }

    // Another version has other members, so that this is read before them.
    private static int? VersionOf(JsonElement plan) =>
        plan.ValueKind == JsonValueKind.Object && plan.TryGetProperty("version", out var given) && given.ValueKind == JsonValueKind.Number
            && given.TryGetInt32(out var version) ? version : null;

    // Somebody may have edited it: what is indexed by a box's name is there once, and what is decoded can be.
    private bool IsWhole =>
        Convert.TryFromBase64String(Salt, new byte[Salt.Length], out _)
        && Boxes.All(b => b is not null && !b.Drifts.Contains(null!)
            && !b.Files.Values.Concat(b.Secrets.Values).Concat(b.Work).Any(v => v is null))
        && Boxes.DistinctBy(b => b.Box, StringComparer.Ordinal).Count() == Boxes.Count;

    /// <summary>Whether it was made with this private key.</summary>
    public bool IsMadeWith(ReadOnlySpan<byte> privateKey) => Prints(privateKey).OfKey == Key;

    /// <summary>What has moved since the plan was made, a sentence each; none: it is this plan, to the byte.</summary>
    public IReadOnlyList<string> Moved(Plan now, ResolvedSecrets secrets, ReadOnlySpan<byte> privateKey)
    {
        var then = Boxes.Single(b => b.Box == now.Box);
        var fresh = Box(now, secrets, Prints(privateKey));
        List<string> moved =
        [
            .. Changed(then.Secrets, fresh.Secrets).Select(name => $"the secret {name} has changed"),
            .. Changed(then.Files, fresh.Files).Select(path => $"{path} {Fate(path, then, fresh)}"),
            .. Without(fresh.Drifts, then.Drifts).Select(d => $"new drift: {d.Text}"),
            .. Without(then.Drifts, fresh.Drifts).Select(d => $"no drift any more: {d.Text}"),
        ];
        if (then.Digest != fresh.Digest && (moved.Count == 0 || !then.Work.SequenceEqual(fresh.Work, StringComparer.Ordinal)))
        {
            var more = fresh.Work.Except(then.Work, StringComparer.Ordinal).ToList();
            var less = then.Work.Except(fresh.Work, StringComparer.Ordinal).ToList();
            moved.Add("the steps differ"
                + (more.Count > 0 ? $": now also {Listing.Of(more)}" : "") + (less.Count > 0 ? $": no longer {Listing.Of(less)}" : ""));
        }

        return moved;
    }

    private Fingerprints Prints(ReadOnlySpan<byte> privateKey) => new(privateKey, Convert.FromBase64String(Salt));

    private static SavedBox Box(Plan plan, ResolvedSecrets secrets, Fingerprints prints)
    {
        List<string> work =
        [
            .. plan.Edits.Select(e => $"{(e.After is null ? "remove" : e.IsTouch ? "renew" : "write")} {e.Path}"),
            .. plan.Activations.Select(a => a.Words.In(Language.English)),
        ];
        string[] exact =
        [
            plan.Box,
            PlanDigest.Of(plan),
            .. plan.Holds.Select(h => $"held {h.Kind} {h.Object.Key}"),
            .. plan.Blocked.Prepend(plan.Withheld).OfType<Message>().SelectMany(m => m.Values),
        ];
        return new SavedBox
        {
            Box = plan.Box,
            Files = plan.Seen.ToDictionary(f => f.Path, f => prints.Of(f.Path, f.Sha256), StringComparer.Ordinal),
            Secrets = secrets.Values.OrderBy(s => s.Key, StringComparer.Ordinal)
                .ToDictionary(s => s.Key, s => prints.Of(s.Key, s.Value.Reveal()), StringComparer.Ordinal),
            Drifts =
            [
                .. plan.Report.Drifts.Select(d => new SavedDrift(Line(d), prints.Of("drift", DriftData.Of(d)))),
                .. plan.Report.UnknownFacts.Select(
                    u => new SavedDrift($"not observed: {u.Text.In(Language.English)}", prints.Of("unknown", DriftData.Of(u)))),
            ],
            Work = work,
            Digest = prints.Of("plan", string.Join('\n', exact)),
            Plan = JsonSerializer.SerializeToNode(OutcomeJson.Of(plan), CliJson.Lenient.Plan),
        };
    }

    private static string Line(Drift drift) => $"{drift.Name}: desired {drift.Desired.In(Language.English)}"
        + Layer("; file ", drift.File) + Layer("; memory ", drift.Memory) + Layer("; client: ", drift.Client);

    private static string Layer(string name, Message? layer) => layer is null ? "" : name + layer.In(Language.English);

    private static IEnumerable<SavedDrift> Without(IEnumerable<SavedDrift> drifts, IEnumerable<SavedDrift> known) =>
        drifts.ExceptBy(known.Select(d => d.Fingerprint), d => d.Fingerprint, StringComparer.Ordinal);

    private static IEnumerable<string> Changed(IReadOnlyDictionary<string, string> then, IReadOnlyDictionary<string, string> now) =>
        then.Keys.Union(now.Keys, StringComparer.Ordinal)
            .Where(k => then.GetValueOrDefault(k) != now.GetValueOrDefault(k)).Order(StringComparer.Ordinal);

    private static string Fate(string path, SavedBox then, SavedBox now) =>
        !now.Files.ContainsKey(path) ? "was removed" : then.Files.ContainsKey(path) ? "has changed" : "is new";
}
