using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Subjects.Rtp;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>
/// Values of the desired state that memory cannot be held against. Where Asterisk never shows one, files alone are compared, and a note
/// says so: nothing would ever make such a box known. Where it shows one to everybody else, and its answer lacks it, that is unknown.
/// </summary>
internal static class Uncompared
{
    /// <summary>What is compared in files alone; null where nothing is.</summary>
    public static string? Note(BoxView box)
    {
        var values = box.Desired.Pjsip.SelectMany(o => OfObject(box, o)).Concat(OfSound(box)).Distinct(StringComparer.Ordinal).ToList();
        return values.Count == 0 ? null
            : $"compared in the files alone, since Asterisk shows nothing of its memory to compare with: {Listing.Of(values)}";
    }

    /// <summary>Options that Asterisk shows of every object, and not of this one.</summary>
    public static IEnumerable<(string What, string? Why, bool Needed)> Unknown(BoxView box)
    {
        // On which versions it shows them all was tried on 16 alone.
        if (box.Seen.Memory.Version.TryGet(out var version) && !version.StartsWith("16.", StringComparison.Ordinal))
        {
            yield break;
        }

        foreach (var wanted in box.Desired.Pjsip.Where(o => box.Desired.Catalogue[o.Type].IsInMemory))
        {
            var running = box.Seen.Memory.Of(wanted.Type).TryGet(out var objects) ? objects.GetValueOrDefault(wanted.Name) : null;
            var options = box.Desired.Catalogue[wanted.Type];
            var lacking = running is null ? [] : PjsipDrifts.Options(box, wanted)
                .Where(o => running[options[o.Name]] is null && IsShown(wanted, options[o.Name], o.Value)
                    && !PjsipDrifts.IsForced(options[o.Name], wanted, o.FromFile))
                .Select(o => o.Name).ToList();
            yield return ($"{Listing.Of(lacking)} of {ResourceId.Of(wanted)} in memory", "Asterisk's answer lacks it", lacking.Count > 0);
        }
    }

    private static IEnumerable<string> OfObject(BoxView box, PjsipObject wanted)
    {
        var options = box.Desired.Catalogue[wanted.Type];
        return options.IsInMemory
            ? PjsipDrifts.Options(box, wanted)
                .Where(o => !IsShown(wanted, options[o.Name], o.Value) && !PjsipDrifts.IsForced(options[o.Name], wanted, o.FromFile))
                .Select(o => $"{o.Name} of {ResourceId.Of(wanted)}")
            : [$"{ResourceId.Of(wanted)}"];
    }

    private static bool IsShown(PjsipObject wanted, Option option, string value) =>
        option.ShownAs is not ShownAs.Nothing && PjsipSpelling.IsTold(wanted, option, value);

    // Of a name it shows an address of Asterisk's finding, and when it read the file the manager interface alone tells.
    private static IEnumerable<string> OfSound(BoxView box) => !box.Seen.Memory.Rtp.TryGet(out var memory) ? []
        : box.Desired.Rtp.Where(o => !memory.ContainsKey(o.Name)
                || (box.Desired.Catalogue.Rtp[o.Name].ShownAs is ShownAs.StunServer && box.Seen.Memory.Reloaded.Missing is not null
                    && box.Reveal(o.Value) is { } server && StunServer.IsName(server)))
            .Select(o => $"{o.Name} of rtp");
}
