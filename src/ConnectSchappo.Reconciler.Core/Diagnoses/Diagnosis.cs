namespace ConnectSchappo.Reconciler.Core.Diagnoses;

/// <summary>What was found of all links from a phone to a voice, in their order.</summary>
public sealed record Diagnosis(EquatableArray<LinkReport> Links)
{
    /// <summary>What breaks the chain first; null where nothing does. What comes later may only follow from it.</summary>
    public (Link Link, Finding Finding)? First
    {
        get
        {
            foreach (var report in Links)
            {
                if (report.Weight == Weight.Broken)
                {
                    return (report.Link, report.Findings[0]);
                }
            }

            return null;
        }
    }

    /// <summary>Examines every link.</summary>
    public static Diagnosis Of(Evidence evidence) => new(KnownLinks.All.Select(l => l.Examine(evidence)).ToEquatableArray());
}
