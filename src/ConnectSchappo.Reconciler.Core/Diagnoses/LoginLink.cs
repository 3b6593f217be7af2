using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Diagnoses.Facts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

namespace ConnectSchappo.Reconciler.Core.Diagnoses;

/// <summary>What became of the last logins as the extension, by Asterisk's log for security.</summary>
internal sealed class LoginLink() : Link(
    "login", "the last logins of the extension, by the log for security", WrongPassword, UnknownUser, RefusedByAcl, NotAsked, NotLogged)
{
    private static readonly TimeSpan Recent = TimeSpan.FromDays(1);

    private static readonly Cause WrongPassword = new("wrong-password", $"the last login failed: the password is wrong");
    private static readonly Cause UnknownUser = new("unknown-user", $"the last login failed: there is no such user");
    private static readonly Cause RefusedByAcl = new("refused-by-acl", $"the last login failed: an ACL refuses the address");
    private static readonly Cause NotAsked = new("refused-unasked", $"Asterisk refuses the extension before it asks for a password");
    private static readonly Cause NotLogged = new("security-not-logged", $"no file has the log for security");

    private protected override Message? NotLooked(Evidence evidence) => evidence.NoMemory
        ?? DoctorQuestions.LogFile(evidence.Answers, "security").Missing
        ?? (evidence.Extension is null ? $"no extension is asked about"
            : HasNoPassword(evidence) && Refused(evidence) is null && Last(evidence) is not { IsRefusedByAcl: true }
            ? $"{evidence.Extension} asks for no password"
            : LogFile(evidence) is not null && Last(evidence) is null
                && Refused(evidence) is null ? $"the end of {LogFile(evidence)} tells of no login as {evidence.Extension} in the last day"
            : (Message?)null);

    private protected override IEnumerable<Finding> Find(Evidence evidence)
    {
        if (LogFile(evidence) is not { } file)
        {
            yield return new(
                Weight.Remark, NotLogged,
                $"Asterisk writes no log for security: a wrong password leaves no trace, and nobody is banned for it",
                $"logger show channels", $"logger: {{channels: {{security: [security]}}}} in the desired state of {evidence.Box.Name}");
            yield break;
        }

        if (Refused(evidence) is { } step)
        {
            yield return new(
                Weight.Broken, NotAsked, $"Asterisk refuses {evidence.Extension} before it asks for a password", step.Found,
                evidence.View.Of(PjsipSubject.Instance.ConfigFile).SectionsNow.Objects(PjsipType.Acl).FirstOrDefault() is { } acl
                    ? $"permit the address in the ACL {acl.Name} ({acl.Place}), then: asterisk -rx 'module reload res_pjsip.so'"
                    : (Message)$"look at its auth and its AOR: asterisk -rx 'pjsip show endpoint {evidence.Extension}'");
        }

        // Whoever needs no password now has no wrong one, whatever the log tells of before.
        if (Last(evidence) is not { IsRefusal: true } last || (!last.IsRefusedByAcl && HasNoPassword(evidence)))
        {
            yield break;
        }

        var weight = IsOfAnother(last, evidence) ? Weight.Remark : Weight.Broken;
        var (name, failures) = (last.Account, Of(evidence).Reverse().TakeWhile(e => e.IsRefusal).Count());
        Message seen = $"{file}: {last.Kind} at {last.At:yyyy-MM-dd HH:mm:ss zzz} from {last.From}, {failures} in a row";
        yield return last.IsUnknownAccount
            ? new(
                weight, UnknownUser, $"somebody logs in as {name}, and Asterisk knows no such user", seen,
                $"type the extension's number as the user; reconciler softphone {evidence.Box.Name} shows what to type")
            : last.IsRefusedByAcl
            ? new(weight, RefusedByAcl, $"an ACL refuses {name} from {last.From}", seen, $"permit the address in the ACL of {name}")
            : new(
                weight, WrongPassword, $"{name} logs in with a wrong password", seen,
                $"type the password anew: reconciler softphone {evidence.Box.Name} {evidence.Extension} --password. "
                    + $"Two devices may be logged in, and one of them may have the old one");
    }

    private protected override Message Well(Evidence evidence) =>
        $"the last login of {evidence.Extension} was right, at {Last(evidence)!.At:yyyy-MM-dd HH:mm:ss zzz} from {Last(evidence)!.From}";

    // Whoever is registered, or was let in elsewhere, has the right password: another device, or a stranger, has a wrong one.
    private static bool IsOfAnother(SecurityEvent last, Evidence evidence) => evidence.Client is { } client ? !client.Equals(last.From)
        : evidence.Phone?.Contacts.Any(c => !c.IsSilent) == true
            || (Of(evidence).Where(e => e.Succeeded).Select(e => e.From).ToHashSet() is { Count: > 0 } known && !known.Contains(last.From));

    private static bool HasNoPassword(Evidence evidence) => evidence.Phone is { Auths.IsEmpty: true };

    private static WayStep? Refused(Evidence evidence) =>
        evidence.IsSoftphone ? evidence.Way.FirstOrDefault(s => s is { IsLogin: true, Weight: Weight.Broken }) : null;

    private static string? LogFile(Evidence evidence) =>
        DoctorQuestions.LogFile(evidence.Answers, "security").TryGet(out var file) ? file : null;

    private static SecurityEvent? Last(Evidence evidence) => Of(evidence).LastOrDefault();

    // By the user name of the auth too: that is the name that is logged.
    private static IEnumerable<SecurityEvent> Of(Evidence evidence)
    {
        var names = (evidence.Phone?.Auths.Select(a => a["username"]) ?? []).Append(evidence.Extension).ToHashSet(StringComparer.Ordinal);
        return evidence.Host.Events.Where(e => names.Contains(e.Account) && (e.IsRefusal || e.Succeeded)
            && e.Service is "PJSIP" or "SIP" && (evidence.Host.Now is not { } now || now - e.At < Recent));
    }
}
