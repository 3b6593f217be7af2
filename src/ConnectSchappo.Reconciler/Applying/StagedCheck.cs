using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Ami;
using ConnectSchappo.Reconciler.Core.Plans;

namespace ConnectSchappo.Reconciler.Applying;

/// <summary>
/// Asks the running Asterisk to read each staged file of ours, as a file of its own: there an error is fatal and seen, where in an
/// included file it would only cut it. It reads the file and keeps nothing of it. Source: AMI GetConfig, tried on 16.28.
/// </summary>
internal static class StagedCheck
{
    /// <param name="ask">Asks the running Asterisk; gives null where it cannot be asked.</param>
    /// <param name="head">The transaction.</param>
    /// <param name="parts">The parts whose files are staged.</param>
    /// <returns>
    /// What Asterisk objects to, by the subject whose file it is; nothing where it objects to nothing, or cannot be asked.
    /// </returns>
    public static async Task<IReadOnlyDictionary<Subject, Message>> Ask(
        Func<IReadOnlyList<AmiAction>, Task<IReadOnlyList<AmiReply>?>> ask, TransactionHead head, IReadOnlyCollection<PlanPart> parts)
    {
        var objections = new Dictionary<Subject, Message>();
        var staged = parts.SelectMany(p => p.Edits.Select((edit, index) => (edit, index)))
            .Where(e => e.edit.After is not null && e.edit.Path == e.edit.Subject.ConfigFile?.Own).ToList();
        if (staged.Count == 0)
        {
            return objections;
        }

        string FileName(FileEdit edit, int index) =>
            $".reconciler-{head.Id}-{edit.Subject}-{index + 1}.{(AddsToSection(edit) ? "ask" : "new")}";
        var questions = staged.Select(e => new AmiAction("GetConfig", new AmiField("Filename", FileName(e.edit, e.index)))).ToList();
        var replies = await ask(questions) ?? [];
        foreach (var ((edit, _), reply) in staged.Zip(replies).Where(p => !p.Second.Succeeded && !CannotBeAsked(p.Second)))
        {
            objections[edit.Subject] = $"Asterisk cannot read the new {edit.Path}: {reply.Message}";
        }

        return objections;
    }

    // It reads only what lies, links followed, in its own directory: where that is a link, nothing. Source: main/manager.c,
    // restrictedFile; tried on 16.28 ("File requires escalated priveledges", spelled so) and 22.10.1 ("privileges"). What was not asked is
    // no objection.
    private static bool CannotBeAsked(AmiReply reply) => reply.Message.Contains("requires escalated", StringComparison.OrdinalIgnoreCase);

    private static bool AddsToSection(FileEdit edit) => edit.After!.Reveal().Span.IndexOf("](+)\n"u8) >= 0;
}
