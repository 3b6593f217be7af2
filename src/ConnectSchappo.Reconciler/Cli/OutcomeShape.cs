using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Rounds;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>
/// What <c>--output json</c> prints of outcomes, member by member: version 1 of a shape that only grows. docs/plan-json.md gives the
/// meaning of each, schemas/plan.schema.json its values.
/// </summary>
internal static class OutcomeShape
{
    internal sealed record All(int Version, int ExitCode, IReadOnlyList<Box> Boxes);

    internal sealed record Box(string Name, string Revision, Verdict Verdict, int ExitCode, RoundFailure? Failure, Plan? Plan)
    {
        [System.Text.Json.Serialization.JsonPropertyName("box")]
        public string Name { get; } = Name;

        public required IReadOnlyList<PartFate> Parts { get; init; }

        public required IReadOnlyList<Step> Steps { get; init; }

        public Plan? Left { get; init; }
    }

    internal sealed record PartFate(string Subject, TransactionEvent Event, StepResult Result, Message Text);

    internal sealed record Step(string Kind, string What, StepResult Result, Message Text, IReadOnlyList<string> Parts);

    internal sealed record Plan
    {
        public required IReadOnlyList<Differing> Drifts { get; init; }

        public required IReadOnlyList<Ignored> Ignored { get; init; }

        public required IReadOnlyList<Message> Unknown { get; init; }

        public required IReadOnlyList<Edit> Edits { get; init; }

        public required IReadOnlyList<Act> Activations { get; init; }

        public required IReadOnlyList<Part> Parts { get; init; }

        public Message? Withheld { get; init; }

        public required IReadOnlyList<Message> Blocked { get; init; }

        public required IReadOnlyList<Message> Quarantined { get; init; }

        public required IReadOnlyList<Message> ManualActions { get; init; }

        public required IReadOnlyList<Message> Notes { get; init; }
    }

    internal sealed record Differing
    {
        public required DriftKind Kind { get; init; }

        public required string Resource { get; init; }

        public required string Field { get; init; }

        public required Message Desired { get; init; }

        public Message? File { get; init; }

        public Message? Memory { get; init; }

        public Message? Client { get; init; }

        public string? Location { get; init; }

        public Message? Provenance { get; init; }

        public required Remediation Remediation { get; init; }

        public required DriftOrigin Origin { get; init; }

        public required DriftNeed TakesEffect { get; init; }

        public required bool IsContested { get; init; }

        public required bool IsQuarantined { get; init; }

        public Message? Reason { get; init; }

        public DateTimeOffset? Since { get; init; }

        public Message? Writer { get; init; }

        public required Message Consequence { get; init; }
    }

    internal sealed record Ignored(string Resource, string Field, Message Desired, Message? File, Message? Memory, Message Reason);

    internal sealed record Edit(string Path, Message Why, bool IsTouch, string Before, string? After);

    internal sealed record Act
    {
        public required string Activation { get; init; }

        public required Message Reason { get; init; }

        public required Message Cost { get; init; }

        public required Disturbance Disturbs { get; init; }

        public int? Channels { get; init; }

        public required IReadOnlyList<string> Arguments { get; init; }

        public Message? WaitsFor { get; init; }

        public DateTimeOffset? Opens { get; init; }

        public double? AlertAfterSeconds { get; init; }
    }

    internal sealed record Part(
        string Subject, IReadOnlyList<string> Edits, IReadOnlyList<string> Activations, IReadOnlyList<string> After);
}
