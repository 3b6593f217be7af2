using ConnectSchappo.Reconciler.Core.Diagnoses;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>
/// What a diagnosis found, for a person: a line for each link, the evidence and the cure under what is broken, the sum last.
/// </summary>
internal static class DoctorText
{
    public static string Of(string box, Evidence evidence, Diagnosis diagnosis)
    {
        var text = new PlainLines().Add(
            $"{(evidence.Extension is { } extension ? $"extension {extension} of " : "")}{box}"
            + (evidence.Client is { } client ? $", for a phone at {client}" : ""));
        foreach (var report in diagnosis.Links)
        {
            if (report.Findings.IsEmpty)
            {
                Line(text, report.Weight, report.Link.Name, report.Text);
            }

            foreach (var finding in report.Findings)
            {
                Line(text, finding.Weight, report.Link.Name, finding.What);
                Below(text, "seen", finding.Evidence);
                Below(text, "to do", finding.Cure);
            }
        }

        return diagnosis.First is var (link, first)
            ? text.Add("").Add($"The first broken link: {link.Name}: {first.What.In(Language.English)}.")
                .Add($"To do: {first.Cure.In(Language.English)}").ToString()
            : Sound(text.Add(""), evidence).ToString();
    }

    // Nothing of a browser can be seen from here.
    private static PlainLines Sound(PlainLines text, Evidence evidence)
    {
        text.Add("Nothing is broken on the side of the box.");
        return evidence.Extension is null ? text
            : text.Add("If a softphone still does not work, look at its browser:")
                .Add("  1. The padlock beside the address: the page may use the microphone, and its sound is not muted.")
                .Add("  2. chrome://webrtc-internals (about:webrtc in Firefox) during a call: the ICE state is connected. If it is failed,")
                .Add("     the browser's network lets no UDP out; a TURN server (rtp: {turnaddr: HOST}) is the cure.")
                .Add("  3. The page's console (F12): it names a certificate that is refused, and an audio element that may not play.");
    }

    private static void Line(PlainLines text, Weight weight, string link, Message what) =>
        text.Add($"  {Word(weight),-7} {link,-14} {what.In(Language.English)}");

    private static void Below(PlainLines text, string word, Message what) =>
        text.Add($"  {"",-7} {"",-14}   {word}: {what.In(Language.English)}");

    private static string Word(Weight weight) => weight switch
    {
        Weight.Well => "ok",
        Weight.NotLooked => "-",
        Weight.Remark => "remark",
        Weight.Broken => "BROKEN",
        _ => throw new ArgumentOutOfRangeException(nameof(weight), weight, "a weight without a word"),
    };
}
