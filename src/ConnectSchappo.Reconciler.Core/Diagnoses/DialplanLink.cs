using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Diagnoses;

/// <summary>Whether the dialplan takes the extension's calls, and brings calls to it.</summary>
internal sealed class DialplanLink() : Link(
    "dialplan", "the context of the extension's calls, and what dials it", NoContext, NotDialled, DialledElsewhere)
{
    private static readonly Cause NoContext = new(
        "context-missing", $"the dialplan has no such context: every call of the extension fails");
    private static readonly Cause NotDialled = new("not-in-dialplan", $"nothing in that context dials the extension");
    private static readonly Cause DialledElsewhere = new(
        "dialled-by-chan-sip", $"the dialplan dials the extension by chan_sip, and it is PJSIP's");

    private protected override Message? NotLooked(Evidence evidence) => evidence.NoPhone
        ?? (evidence.Lines(DoctorQuestions.Context(evidence.Phone!.Context)).Count == 0
            || evidence.Lines(DoctorQuestions.Dialplan(evidence.Extension!, evidence.Phone.Context)).Count == 0
            ? $"no answer to: dialplan show" : (Message?)null);

    private protected override IEnumerable<Finding> Find(Evidence evidence)
    {
        var (name, context) = (evidence.Extension!, evidence.Phone!.Context);
        if (!IsThere(evidence.Lines(DoctorQuestions.Context(context))))
        {
            yield return new(
                Weight.Broken, NoContext, $"the dialplan has no context {context}: every call of {name} fails", $"dialplan show {context}",
                $"context: from-internal at the endpoint, or add [{context}] to extensions_custom.conf, "
                    + $"then: asterisk -rx 'dialplan reload'");
            yield break;
        }

        var dialled = evidence.Lines(DoctorQuestions.Dialplan(name, context));
        var stored = evidence.Lines(DoctorQuestions.Dialled(name)).FirstOrDefault(l => l.StartsWith("Value:", StringComparison.Ordinal));
        if (!IsThere(dialled))
        {
            yield return new(
                Weight.Broken, NotDialled, $"nobody can call {name}: nothing in the context {context} dials it",
                $"dialplan show {name}@{context}",
                $"make the extension in the web interface, or add exten => {name},1,Dial(PJSIP/{name}) to extensions_custom.conf");
        }
        else if (stored?.Contains($"SIP/{name}", StringComparison.Ordinal) == true && !stored.Contains($"PJSIP/{name}",
            StringComparison.Ordinal))
        {
            yield return Elsewhere(name, $"database show DEVICE/{name}: {stored[6..].Trim()}", 
                $"set the extension's technology to pjsip in the web interface");
        }
        else if (dialled.FirstOrDefault(l => Dials(l, "Dial(SIP/", name)) is { } line && !dialled.Any(l => Dials(l, "PJSIP/", name)))
        {
            yield return Elsewhere(name, $"dialplan show {name}@{context}: {line.Trim()}", $"write Dial(PJSIP/{name}) there");
        }
    }

    private protected override Message Well(Evidence evidence) =>
        $"{evidence.Phone!.Context} takes its calls, and dials {evidence.Extension}";

    private static Finding Elsewhere(string name, Message seen, Message cure) => new(
        Weight.Broken, DialledElsewhere, $"nobody can call {name}: the dialplan dials it by chan_sip, and it is PJSIP's", seen, cure);

    // Patterns have ${EXTEN} in place of the number.
    private static bool Dials(string line, string by, string name) =>
        line.Contains($"{by}{name}", StringComparison.Ordinal) || line.Contains($"{by}${{EXTEN", StringComparison.Ordinal);

    private static bool IsThere(IReadOnlyList<string> lines) =>
        !lines.Any(l => l.StartsWith("There is no existence of", StringComparison.Ordinal));
}
