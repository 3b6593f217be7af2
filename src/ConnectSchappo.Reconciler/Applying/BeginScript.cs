using System.Text;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Shell;

namespace ConnectSchappo.Reconciler.Applying;

/// <summary>
/// The script that begins a transaction: it takes the lock, and for each part writes its journal and then each new file beside its target,
/// where it has the target's owner, mode, ACL and SELinux context, but where the plan gives it its rights anew. Nothing that anybody reads
/// is changed; a part that does not come so far is taken back, and the others go on.
/// </summary>
internal static class BeginScript
{
    private const string Absent = "absent";

    private static readonly ShellFile Begin = ShellFile.Beside(typeof(BeginScript), "begin.sh");

    /// <param name="head">The transaction.</param>
    /// <param name="plan">What it does, to the parts that it has work for.</param>
    /// <param name="policy">How long the box waits for us, and how a restart may be made.</param>
    public static string Text(TransactionHead head, Plan plan, Policy policy) => PartScript.Text(
        JournalFunctions.Script(head)
            .Set("revision", plan.Revision)
            .Set("plan", PlanDigest.Of(plan))
            .Set("within", (long)Math.Round(policy.ConfirmWithin.TotalSeconds))
            .Set("undo_all", UndoProgram.OfAll)
            .Add(ActivationScripts.Fail2banErrors, Begin),
        "begin_open",
        "begin",
        Parts(head, plan, policy),
        "begin_close");

    public static byte[] Input(TransactionHead head, Plan plan, Policy policy) => PartScript.Input(Parts(head, plan, policy));

    private static IEnumerable<PartWork> Parts(TransactionHead head, Plan plan, Policy policy) =>
        plan.Parts.Select(p => new PartWork(p.Subject, [("depends", string.Join(' ', p.After))], Input(head, plan, p, policy)));

    // The list of the edits, the program that undoes them, what memory holds otherwise than desired before the change, the new contents.
    private static byte[] Input(TransactionHead head, Plan plan, PlanPart part, Policy policy)
    {
        var undo = Encoding.UTF8.GetBytes(UndoProgram.Text(head.Id, part, policy));
        var differing = plan.Report.HeldOtherwise(part.Subject).Select(key => $"{key}\n");
        var held = Encoding.UTF8.GetBytes(string.Concat(differing));
        var list = new StringBuilder().Append(undo.Length).Append(' ').Append(held.Length).Append('\n');
        foreach (var edit in part.Edits)
        {
            list.AppendJoin(
                    ' ',
                    edit.Before ?? Absent,
                    edit.After?.Sha256 ?? Absent,
                    edit.TakesOut ? 1 : 0,
                    edit.After?.Reveal().Length ?? 0,
                    edit.Mode,
                    edit.OwnedLike ?? "-",
                    edit.GivesRights ? "given" : "kept",
                    edit.Path)
                .Append('\n');
        }

        var contents = part.Edits.SelectMany(e => e.After?.Reveal().ToArray() ?? []);
        return [.. Encoding.UTF8.GetBytes(list.Append('\n').ToString()), .. undo, .. held, .. contents];
    }
}
