using ConnectSchappo.Reconciler.Core.Inspections;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Diagnoses;

/// <summary>The codecs that the extension may use.</summary>
internal sealed class CodecsLink() : Link("codecs", "the extension's codecs, and whether Asterisk can translate them", None, Untranslated)
{
    // What every browser speaks. Source: RFC 7874, section 3.
    private static readonly string[] OfBrowsers = ["opus", "ulaw", "alaw"];

    private static readonly Cause None = new("no-codec", $"the extension has no codec that its phone speaks: every call ends at once");
    private static readonly Cause Untranslated = new("codec-not-translated", $"Asterisk cannot translate a codec of the extension");

    private protected override Message? NotLooked(Evidence evidence) =>
        evidence.NoPhone ?? (Audio(evidence).Count == 0 ? $"no answer to: core show codecs" : (Message?)null);

    private protected override IEnumerable<Finding> Find(Evidence evidence)
    {
        var (name, known) = (evidence.Extension!, Audio(evidence));
        var codecs = evidence.Phone!.Codecs.Where(known.ContainsKey).ToList();
        if (codecs.Count == 0 || (evidence.IsSoftphone && !codecs.Exists(OfBrowsers.Contains)))
        {
            yield return new(
                Weight.Broken, None, $"{name} has no codec that its phone speaks: every call ends at once",
                $"allow={string.Join(',', evidence.Phone.Codecs)}", $"allow: ulaw,alaw at the endpoint");
        }
        else if (codecs.Where(c => !known[c]).ToList() is { Count: > 0 } mute)
        {
            var all = mute.Count == codecs.Count;
            yield return new(
                all ? Weight.Broken : Weight.Remark, Untranslated,
                all ? $"Asterisk cannot translate {Listing.Of(mute)}: a call of {name} with a phone without it has no sound"
                    : (Message)$"Asterisk cannot translate {Listing.Of(mute)}: it is only passed on, to phones that have it too",
                $"allow={string.Join(',', codecs)}; core show translation paths ulaw",
                $"allow: ulaw,alaw at the endpoint, or install the module of {mute[0]}");
        }
    }

    private protected override Message Well(Evidence evidence) => $"{Listing.Of(evidence.Phone!.Codecs, 9)}";

    private static Dictionary<string, bool> Audio(Evidence evidence) => CodecsInspection.Audio(evidence.Answers!);
}
