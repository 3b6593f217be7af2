using System.Collections.Immutable;
using ConnectSchappo.Reconciler.Core.Inspections;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Tests.Plans;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Inspections;

/// <summary>What an observation found, and the table of it.</summary>
public sealed class ObservedInspectionTests
{
    private static readonly Observation Seen = SimulatedBox.Factory().Observe();

    [Fact]
    public void A_ban_is_told_with_its_times_and_with_what_the_kernel_does() => Assert.Equal(
        """
        192.0.2.7 | asterisk | yes | 2026-11-27 00:32:46 | 2026-11-27 12:32:46
        192.0.2.8 | asterisk | NO | 2026-11-27 00:39:42 | never
        192.0.2.8 | sshd | yes
        """,
        Table("bans", Seen with
        {
            Jails = Jails(
                new JailMemory("asterisk", [], ["192.0.2.8", "192.0.2.7"])
                {
                    Bans =
                    [
                        ("192.0.2.8", "2026-11-27 00:39:42", "9999-12-31 23:59:59"),
                        ("192.0.2.7", "2026-11-27 00:32:46", "2026-11-27 12:32:46"),
                    ],
                },
                new JailMemory("sshd", [], ["192.0.2.8"])),
            Kernel = Fact.Known(new Firewall([("f2b-asterisk", "192.0.2.7"), ("f2b-sshd", "192.0.2.8")])),
        }));

    [Fact]
    public void Where_the_kernel_does_not_tell_it_is_not_claimed_that_nobody_is_kept_out() => Assert.Equal(
        "192.0.2.7 | sshd", Table("bans", Seen with
        {
            Jails = Jails(new JailMemory("sshd", [], ["192.0.2.7"])),
            Kernel = Fact.Unknown<Firewall>($"it does not tell"),
        }));

    [Theory]
    [InlineData(Fail2banLife.Absent, "")]
    [InlineData(Fail2banLife.Stopped, "unknown: it is stopped")]
    public void A_box_without_fail2ban_has_no_bans_and_of_one_that_is_stopped_nobody_knows(Fail2banLife life, string table) => Assert.Equal(
        table,
        Table("bans", Seen with
        {
            Fail2ban = life,
            Jails = Fact.Unknown<ImmutableDictionary<string, JailMemory>>($"it is stopped"),
        }));

    [Fact]
    public void Certificates_are_told_as_they_are_in_files_and_as_they_are_in_use()
    {
        var at = new DateTimeOffset(2026, 11, 27, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(
            """
            transport tls | in its file | 2026-12-01 00:00:00Z | 4 | NO | bb
            transport tls | in use | | | | | no handshake succeeded on its port
            web server | /etc/asterisk/keys/asterisk.pem | 2026-12-27 12:00:00Z | 30 | yes | aa
            web server | in use | 2026-11-26 00:00:00Z | -1 | | cc
            """,
            Table("certificates", Seen with
            {
                At = at,
                CertificatePath = "/etc/asterisk/keys/asterisk.pem",
                CertificateOnDisk = Fact.Known(new Certificate("aa", at.AddYears(-1), at.AddDays(30.5))),
                Key = Fact.Known(KeyFit.Fits),
                Client = new ClientView(Fact.Known(new Certificate("cc", at.AddYears(-1), at.AddDays(-1))), Seen.Client.Answers),
                Transports = Seen.Transports.Clear().Add("tls", new TransportCertificate
                {
                    OnDisk = Fact.Known(new Certificate("bb", at.AddYears(-1), at.AddDays(4))),
                    KeyMatches = Fact.Known(false),
                }),
            }));
    }

    private static Fact<ImmutableDictionary<string, JailMemory>> Jails(params JailMemory[] jails) =>
        Fact.Known(ImmutableDictionary.CreateRange(
            jails.Select(j => KeyValuePair.Create(j.Name, j))));

    private static string Table(string what, Observation seen)
    {
        var found = ((ObservedInspection)KnownInspections.Named(what)!).Read(seen);
        return found.TryGet(out var table)
            ? string.Join('\n', table.Rows.Select(r => string.Join('|', r).TrimEnd('|').Replace("|", " | ").Replace("  ", " ")))
            : $"unknown: {found.Missing}";
    }
}
