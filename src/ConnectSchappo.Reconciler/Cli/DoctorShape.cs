using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Diagnoses;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>What <c>doctor --output json</c> prints: version 1 of a shape that only grows.</summary>
internal sealed record DoctorShape
{
    public int Version { get; init; } = 1;

    public required int ExitCode { get; init; }

    public required string Box { get; init; }

    public required string? Extension { get; init; }

    /// <summary>The address of the phone; null where none was given.</summary>
    public required string? From { get; init; }

    /// <summary>What breaks the chain first; null where nothing does.</summary>
    public required Found? First { get; init; }

    public required EquatableArray<OfLink> Links { get; init; }

    public static DoctorShape Of(string box, Evidence evidence, Diagnosis diagnosis, int exitCode) => new()
    {
        ExitCode = exitCode,
        Box = box,
        Extension = evidence.Extension,
        From = evidence.Client?.ToString(),
        First = diagnosis.First is var (link, finding) ? Found.Of(link, finding) : null,
        Links = diagnosis.Links.Select(r => new OfLink(
            r.Link.Name, r.Weight, r.Findings.IsEmpty ? r.Text.In(Language.English) : null,
            r.Findings.Select(f => Found.Of(r.Link, f)).ToEquatableArray())).ToEquatableArray(),
    };

    /// <summary>A link.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Result">The worst that was found.</param>
    /// <param name="Text">For a person: what is well, or why nothing was looked at; null where there are findings.</param>
    /// <param name="Findings">The worst first.</param>
    internal sealed record OfLink(string Name, Weight Result, string? Text, EquatableArray<Found> Findings);

    /// <summary>A finding.</summary>
    /// <param name="Link">The link's name.</param>
    /// <param name="Result">What it means.</param>
    /// <param name="Cause">A word.</param>
    /// <param name="What">For a person, as all that follows.</param>
    /// <param name="Evidence">What shows it.</param>
    /// <param name="ToDo">The cure.</param>
    internal sealed record Found(string Link, Weight Result, string Cause, string What, string Evidence, string ToDo)
    {
        public static Found Of(Link link, Finding finding) => new(
            link.Name, finding.Weight, finding.Cause.Name, finding.What.In(Language.English),
            finding.Evidence.In(Language.English), finding.Cure.In(Language.English));
    }
}
