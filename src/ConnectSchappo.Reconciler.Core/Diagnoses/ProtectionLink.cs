using System.Net;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects.Fail2ban;
using ConnectSchappo.Reconciler.Core.Subjects.Logger;

namespace ConnectSchappo.Reconciler.Core.Diagnoses;

/// <summary>Whether fail2ban could ban an attacker, and whom else it would ban.</summary>
internal sealed class ProtectionLink() : Link(
    "fail2ban", "whether it could ban an attacker: its jails, their log and filter, the kernel; and whether it would ban the phones",
    NotThere, Stopped, NoJail, WrongLog, FilterMisses, WouldBanPhones)
{
    private static readonly Cause NotThere = new("fail2ban-missing", $"nothing bans who guesses passwords");
    private static readonly Cause Stopped = new("fail2ban-stopped", $"fail2ban does not run, or hangs: nobody is banned");
    private static readonly Cause NoJail = new("no-jail", $"no jail of fail2ban watches Asterisk: nobody is banned");
    private static readonly Cause WrongLog = new("jail-reads-wrong-log", $"a jail reads a file into which Asterisk writes no failed login");
    private static readonly Cause FilterMisses = new("filter-misses", $"a jail's filter sees no failed login in a log that has some");
    private static readonly Cause WouldBanPhones = new(
        "phones-may-be-banned", $"phones share an address that fail2ban may ban: one wrong password silences all");

    internal override bool Owns(Drift drift, Evidence evidence) => drift.Subject == Fail2banSubject.Instance;

    private protected override IEnumerable<Finding> Find(Evidence evidence)
    {
        if (evidence.Seen.Fail2ban != Fail2banLife.Running || !evidence.Seen.Jails.TryGet(out var jails))
        {
            yield return evidence.Seen.Fail2ban == Fail2banLife.Absent
                ? new(Weight.Remark, NotThere, $"there is no fail2ban: nothing bans who guesses passwords", $"no fail2ban-client",
                    $"install fail2ban")
                : new(
                    Weight.Broken, Stopped, $"fail2ban does not run or does not answer: nobody is banned",
                    evidence.Seen.Jails.Missing ?? $"fail2ban-client ping",
                    $"on the box: systemctl restart fail2ban; fail2ban-client -t says what is wrong in its files");
            yield break;
        }

        var watching = DoctorQuestions.Jails(evidence).ToList();
        if (watching.Count == 0)
        {
            yield return new(
                Weight.Broken, NoJail, $"no jail watches Asterisk: nobody is banned who guesses passwords",
                $"fail2ban-client status: {Listing.Of(jails.Keys.Order(StringComparer.Ordinal), 9)}",
                $"[asterisk] with enabled = true in /etc/fail2ban/jail.local, then: fail2ban-client reload");
        }

        foreach (var (jail, log, failures, matched) in evidence.Host.Trials)
        {
            if (Written(evidence) is { Count: > 0 } written && !written.Contains(log))
            {
                yield return new(
                    Weight.Broken, WrongLog, $"the jail {jail} reads {log}, and Asterisk writes failed logins to {Listing.Of(written)}",
                    $"fail2ban-client get {jail} logpath; logger show channels",
                    $"logpath = {written.First()} in [{jail}], then: fail2ban-client reload");
            }
            else if (matched == 0 && failures > 0)
            {
                yield return new(
                    Weight.Broken, FilterMisses, $"the filter of the jail {jail} sees none of {failures} failed logins in {log}",
                    $"fail2ban-regex on the end of it",
                    $"compare the lines of {log} with /etc/fail2ban/filter.d/asterisk.conf; the date's format counts too");
            }
        }

        foreach (var (address, phones) in Shared(evidence))
        {
            if (watching.FirstOrDefault(w => !jails[w.Jail].IgnoreIp.Any(n => Network.Contains(n, address.ToString()))).Jail is { } jail)
            {
                yield return new(
                    Weight.Remark, WouldBanPhones,
                    $"{phones} phones come from {address}, and one wrong password there may silence all of them",
                    $"contacts; ignoreip of the jail {jail}",
                    $"fail2ban: {{ignoreip: [..., {address}]}} in the desired state of {evidence.Box.Name}");
            }
        }
    }

    private protected override Message Well(Evidence evidence)
    {
        var jails = DoctorQuestions.Jails(evidence).Select(j => j.Jail).ToList();
        return evidence.Host.Trials.Any(t => t.Matched > 0)
            ? $"{Listing.Of(jails)} can ban: the filter sees the failed logins of the log"
            : evidence.Host.Trials.Any(t => t.Failures > 0)
            ? $"{Listing.Of(jails)} runs; its filter could not be tried"
            : (Message)$"{Listing.Of(jails)} runs; no failed login is in its log to try the filter on";
    }

    // The files that have the levels at which a failed login is told; empty where that is not known.
    private static List<string> Written(Evidence evidence) =>
        LoggerChannelsQuestion.Read(evidence.Lines(DoctorQuestions.LogFiles)).TryGet(out var files)
            ? [.. files.Where(f => f.Levels.Contains("security") || f.Levels.Contains("notice")).Select(f => f.Name)]
            : [];

    private static IEnumerable<(IPAddress Address, int Phones)> Shared(Evidence evidence) =>
        from contact in evidence.AllContacts.SelectMany(c => c.At is { } at ? [at.Address] : (IPAddress[])[])
        group contact by contact into same
        where same.Count() > 1
        select (same.Key, same.Count());
}
