using System.Collections.Immutable;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects.Http;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using Xunit;
using static ConnectSchappo.Reconciler.Core.Tests.Plans.TransportStates;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>The certificate of a transport of PJSIP: whether it can be used, is served, and what its renewal costs.</summary>
public class TransportCertificateTests
{
    private static readonly Certificate Old = new("0123456789abcdef0123", DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue);

    private static readonly Certificate Renewed = new("aaaa456789abcdef0123", DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue);

    private static readonly TransportCertificate Good = new() { OnDisk = Fact.Known(Old), KeyMatches = Fact.Known(true),
        Served = Fact.Known(Old) };

    public static TheoryData<string> Unready => [.. Troubles.Keys];

    // What the look tells of a transport's files, and what a person is told. Asterisk is not let at any of them.
    private static readonly Dictionary<string, (Func<TransportCertificate, TransportCertificate?> Spoil, string Told)> Troubles = new(
        StringComparer.Ordinal)
    {
        ["missing"] = (t => t with { Faults = [("/k/t.key", CertificateFault.Missing)] }, "/k/t.key: no such file"),
        ["closed"] = (t => t with { Faults = [("/k/t.key", CertificateFault.Closed)] }, "/k/t.key: not readable by Asterisk"),
        ["locked"] = (t => t with { Faults = [("/k/t.key", CertificateFault.Locked)] },
            "/k/t.key: encrypted, and the desired state names no passphrase"),
        ["empty"] = (t => t with { Faults = [("/k/t.key", CertificateFault.Empty)] }, "/k/t.key: holds no certificate or key"),
        ["another key"] = (t => t with { KeyMatches = Fact.Known(false) }, "/k/t.key: another key"),
        ["a key that openssl does not tell of"] =
            (t => t with { KeyMatches = Fact.Unknown<bool>($"openssl is not there") }, "/k/t.key: not observed: openssl is not there"),
        ["nothing told"] = (_ => null, "/k/t.key: not observed: the observation says nothing of it"),
    };

    [Theory]
    [MemberData(nameof(Unready))]
    public void A_transport_whose_files_cannot_be_used_or_were_not_seen_is_not_made_and_all_else_is(string trouble)
    {
        var (spoil, told) = Troubles[trouble];
        var box = Looked(SimulatedBox.Factory(With("", Tls)), spoil(Good with { Served = Fact.Unknown<Certificate>($"no handshake") }));

        var plan = box.Plan();

        Assert.Equal(told, Assert.Single(plan.Report.Drifts, d => d.Resource.Name == "transport office").File?.ToString());
        box.Apply(plan);
        Assert.DoesNotContain("[office]", box["reconciler_pjsip.conf"], StringComparison.Ordinal);
        Assert.Contains("[250]", box["reconciler_pjsip.conf"], StringComparison.Ordinal);
        Assert.False(box.Plan().Report.InSync);
        Assert.False(box.Plan().HasWork);
    }

    [Theory]
    [MemberData(nameof(Unready))]
    public void A_transport_that_runs_is_not_moved_to_what_cannot_be_used_or_was_not_seen(string trouble)
    {
        var box = Looked(SimulatedBox.Converged(With("", Tls)), Troubles[trouble].Spoil(Good));
        box.Desired = SimulatedBox.Read(
            With("", Tls.Replace(":5061", ":5063", StringComparison.Ordinal))
                .Replace("rewrite_contact: yes", "rewrite_contact: no", StringComparison.Ordinal));

        var plan = box.Plan("r2");

        Assert.Equal(Remediation.Manual, Assert.Single(plan.Report.Drifts, d => d.Resource.Name == "transport office").Remediation);
        Assert.Equal([PjsipActivations.Reload], plan.Activations.Select(a => a.Activation)); // for the endpoints, and no restart
        box.Apply(plan);
        Assert.Contains(":5061", box["reconciler_pjsip.conf"], StringComparison.Ordinal);
        Assert.Contains("rewrite_contact=no", box["reconciler_pjsip.conf"], StringComparison.Ordinal);
    }

    // Somebody's reload, or a restart, came to nothing: another one comes to nothing too.
    [Theory]
    [MemberData(nameof(Unready))]
    public void Nothing_is_reloaded_for_a_transport_that_cannot_be_opened(string trouble)
    {
        var box = SimulatedBox.Converged(With("", Tls));
        box.Blind = o => o.Answered(
            PjsipObjectsQuestion.Of(PjsipType.Transport), Fact.Known(ImmutableDictionary<string, SorceryObject>.Empty));
        Assert.Equal([PjsipActivations.Reload], box.Plan().Activations.Select(a => a.Activation));
        var absent = box.Blind;
        Looked(box, Troubles[trouble].Spoil(Good));
        var looked = box.Blind;
        box.Blind = o => looked(absent(o));

        Assert.False(box.Plan().HasWork);
        Assert.Equal("transport office certificate on disk", Assert.Single(box.Plan().Report.Drifts).Name);
    }

    [Fact]
    public void Where_nobody_saw_whether_Asterisk_may_read_it_it_is_not_tried()
    {
        var box = SimulatedBox.Factory(With("", Tls));
        box.Blind = o => o with { Unreadable = Fact.Unknown<ImmutableHashSet<string>>($"no setpriv") };

        var plan = box.Plan();

        Assert.Equal("/k/t.key: not observed: no setpriv",
            Assert.Single(plan.Report.Drifts, d => d.Resource.Name == "transport office").File?.ToString());
        Assert.DoesNotContain(HttpActivations.Reload, plan.Activations.Select(a => a.Activation));
        Assert.Contains(plan.Edits, e => e.Path == PjsipSubject.Config.Own);
    }

    // A locked key cannot be held against anything without its passphrase, which does not go to the box for it.
    [Fact]
    public void A_renewal_with_a_locked_key_is_told_and_not_tried()
    {
        const string locked = "  transports: {office: {protocol: tls, bind: \"0.0.0.0:5061\", cert_file: /k/t.crt, priv_key_file: "
            + "/k/t.key, password: {secret: softphone-250}}}\n";
        var box = Looked(SimulatedBox.Converged(With("", locked)),
            Good with { OnDisk = Fact.Known(Renewed), KeyMatches = Fact.Unknown<bool>($"openssl on the box gave no answer") });

        var plan = box.Plan();

        Assert.Equal(("transport office served certificate", Remediation.Manual),
            (plan.Report.Drifts.Single().Name, plan.Report.Drifts.Single().Remediation));
        Assert.False(plan.HasWork);
    }

    [Theory]
    [InlineData("", "transport-tls served certificate")]
    [InlineData(", endpoint: {transport: transport-tls}", "transport-tls served certificate")]
    [InlineData(", endpoint: {transport: transport-udp}", null)] // which nobody of ours connects to by TLS
    public void A_renewed_certificate_of_the_web_interfaces_transport_is_a_persons_matter(string transport, string? told)
    {
        var box = SimulatedBox.Converged(
            With(Phones.Replace("profile: phone", $"profile: phone{transport}", StringComparison.Ordinal), ""));
        Assert.True(box.Plan().Report.InSync);
        box.Blind = o => o with { Transports = o.Transports.SetItem("transport-tls", Good with { OnDisk = Fact.Known(Renewed) }) };

        var plan = box.Plan();

        Assert.Equal(told is null
            ? []
            : [told], plan.Report.Drifts.Select(d => d.Name.Replace("transport transport", "transport", StringComparison.Ordinal)));
        Assert.All(plan.Report.Drifts, d => Assert.Equal(Remediation.Manual, d.Remediation));
        Assert.False(plan.HasWork);
    }

    [Theory]
    [InlineData(", endpoint: {transport: transport-tls}", true)]
    [InlineData("", false)] // who uses another port is not out of sync for ever for it
    public void What_the_web_interfaces_transport_serves_and_was_not_seen_is_unknown_to_who_names_it_and_else_noted(
        string transport, bool unknown)
    {
        const string told = "which certificate transport transport-tls serves";
        var box = SimulatedBox.Converged(
            With(Phones.Replace("profile: phone", $"profile: phone{transport}", StringComparison.Ordinal), ""));
        box.Blind = o => o with { Transports = o.Transports.SetItem(
            "transport-tls", Good with { Served = Fact.Unknown<Certificate>($"no handshake") }) };

        Assert.Equal(unknown ? [$"{told}: no handshake"] : [], box.Plan().Report.Unknown.Select(u => u.ToString()));
        Assert.Equal(unknown ? [] : [$"{told} is unknown: no handshake"], box.Plan().Notes.Select(n => n.ToString()));
    }

    [Fact]
    public void Softphones_use_no_such_transport()
    {
        var box = SimulatedBox.Converged();
        box.Blind = o => o with { Transports = o.Transports.SetItem("transport-tls", Good with { OnDisk = Fact.Known(Renewed) }) };

        Assert.True(box.Plan().Report.InSync);
    }

    [Fact]
    public void A_transport_that_runs_keeps_nobody_from_mending_others()
    {
        var box = Looked(SimulatedBox.Converged(With("", Tls)), Good with { Faults = [("/k/t.key", CertificateFault.Missing)] });
        box["reconciler_pjsip.conf"] = box["reconciler_pjsip.conf"]
            .Replace("context=from-internal", "context=theirs", StringComparison.Ordinal);

        var plan = box.Plan();

        Assert.Contains(plan.Report.Drifts, d => d.Name == "transport office certificate on disk");
        Assert.Contains(plan.Edits, e => e.Path == PjsipSubject.Config.Own);
    }

    [Theory]
    [InlineData("16.28.0", "Restart")]
    [InlineData("16.29.0", "PjsipReload")]
    [InlineData("18.15.0", "PjsipReload")]
    [InlineData("20.0.0", "PjsipReload")]
    public void A_renewed_certificate_is_served_after_what_that_Asterisk_needs(string version, string activation)
    {
        var box = Looked(SimulatedBox.Converged(With("", Tls)), Good with { OnDisk = Fact.Known(Renewed) }, version);

        var plan = box.Plan();

        Assert.Equal("transport office served certificate", Assert.Single(plan.Report.Drifts).Name);
        Assert.Equal([activation], plan.Activations.Select(a => a.Activation.Name));
        Assert.Empty(plan.Notes); // no allow_reload would help
    }

    [Fact]
    public void A_renewal_that_is_half_done_costs_no_restart()
    {
        var plan = Looked(SimulatedBox.Converged(With("", Tls)), Good with { OnDisk = Fact.Known(Renewed), KeyMatches = Fact.Known(false) })
            .Plan();

        Assert.Empty(plan.Activations);
        Assert.Equal(Remediation.Manual, Assert.Single(plan.Report.Drifts).Remediation);
    }

    [Fact]
    public void What_is_served_and_not_seen_is_unknown() => Assert.Equal(
        ["which certificate transport office serves: no handshake"],
        Looked(SimulatedBox.Converged(With("", Tls)), Good with { Served = Fact.Unknown<Certificate>($"no handshake") })
            .Plan().Report.Unknown.Select(m => m.ToString()));

    [Fact]
    public void A_transport_that_waits_to_move_is_asked_about_in_vain_and_that_is_nothing_unknown()
    {
        var box = Looked(SimulatedBox.Converged(With("", Tls)), Good with { Served = Fact.Unknown<Certificate>($"no handshake") });
        box.Channels = 1;
        box.Desired = SimulatedBox.Read(With("", Tls.Replace(":5061", ":5063", StringComparison.Ordinal)));
        box.Apply(box.Plan("r2"));

        var report = box.Plan("r2").Report;

        Assert.Equal("transport office bind", Assert.Single(report.Drifts).Name);
        Assert.Empty(report.Unknown);
    }

    private static SimulatedBox Looked(SimulatedBox box, TransportCertificate? found, string version = "16.28.0")
    {
        box.Desired = box.Desired with { Asterisk = null };
        box.Version = version;
        box.Blind = o => o with
        {
            Transports = found is null ? o.Transports.Remove("office") : o.Transports.SetItem("office", found),
        };
        return box;
    }
}
