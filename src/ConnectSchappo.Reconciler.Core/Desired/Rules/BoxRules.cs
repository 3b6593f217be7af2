namespace ConnectSchappo.Reconciler.Core.Desired.Rules;

/// <summary>What cannot work on a box, or is unwise, although each line of it is right by itself.</summary>
internal static class BoxRules
{
    public static void Check(DesiredBox box, ProblemList problems)
    {
        HttpRules.Check(box, problems);
        RtpRules.Check(box, problems);
        WebRtcRules.Check(box, problems);
        ReferenceRules.Check(box, problems);
        NeededOptions.Check(box, problems);
        PjsipRules.Check(box, problems);
        ProbeRules.Check(box, problems);
    }
}
