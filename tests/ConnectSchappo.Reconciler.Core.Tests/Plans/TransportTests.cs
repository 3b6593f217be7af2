using System.Collections.Immutable;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects.ChanSip;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using Xunit;
using static ConnectSchappo.Reconciler.Core.Tests.Plans.TransportStates;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>What desk phones and trunks need of PJSIP: a port, and a carrier that takes us.</summary>
public class TransportTests
{
    [Fact]
    public void Desk_phones_without_a_port_of_PJSIP_stay_what_they_are_and_are_a_persons_matter()
    {
        var box = WithoutTransports(SimulatedBox.Converged());
        box["sip_custom.conf"] += "[301]\ntype=friend\nhost=dynamic\n";
        box.Reload(ChanSipSubject.Config);
        box.Desired = SimulatedBox.Read(With(Phones, ""));

        var plan = box.Plan("r2");

        Assert.Equal(["PJSIP port", "chan_sip"], plan.Report.Drifts.Where(d => d.Remediation == Remediation.Manual).Select(d => d.Name));
        Assert.StartsWith("301, 302 can neither register nor call",
            plan.Report.Drifts.First(d => d.Name == "PJSIP port").Consequence.ToString(), StringComparison.Ordinal);
        Assert.False(plan.HasWork);
    }

    [Fact]
    public void A_port_that_was_taken_away_keeps_nobody_from_mending_softphones()
    {
        var box = WithoutTransports(SimulatedBox.Factory(With(Phones, "")));
        box["pjsip_custom.conf"] += "[theirs]\ntype=transport\nprotocol=udp\nbind=0.0.0.0:5062\n";
        box.Apply(box.Plan());
        Assert.True(box.Plan().Report.InSync);
        box["pjsip_custom.conf"] = box["pjsip_custom.conf"].Replace("type=transport", "type=nothing", StringComparison.Ordinal);
        box.Reload(PjsipSubject.Config);
        box.Remember(PjsipType.Aor, "250", "max_contacts", "9");

        var plan = box.Plan();

        Assert.Equal("PJSIP port", Assert.Single(plan.Report.Drifts, d => d.Remediation == Remediation.Manual).Name);
        Assert.Equal([PjsipActivations.Reload], plan.Activations.Select(a => a.Activation));
    }

    [Theory]
    [InlineData("udp", true)]
    [InlineData("tcp", true)]
    [InlineData("wss", false)] // that one listens nowhere
    public void A_transport_of_others_is_a_port_too(string protocol, bool serves)
    {
        var box = WithoutTransports(SimulatedBox.Factory(With(Phones, "")));
        box["pjsip_custom.conf"] += $"[theirs]\ntype=transport\nprotocol={protocol}\nbind=0.0.0.0:5062\n";

        Assert.Equal(serves, !box.Plan().Report.Drifts.Any(d => d.Name == "PJSIP port"));
        Assert.Equal(serves, box.Plan().Edits.Any(e => e.Path == PjsipSubject.Config.Own));
    }

    // What the web interface generates of its own would serve them.
    private static SimulatedBox WithoutTransports(SimulatedBox box)
    {
        box["pjsip_transport_additional.conf"] = "";
        box.Reload(PjsipSubject.Config);
        return box;
    }

    [Fact]
    public void A_registration_that_is_refused_is_a_persons_matter_and_costs_nothing()
    {
        var box = SimulatedBox.Converged(
            With("", Tls.Replace("tls", "udp", StringComparison.Ordinal)
                + "  registrations: {carrier: {server_uri: \"sip:sip.example.org\", client_uri: \"sip:1@sip.example.org\"}}\n"));
        Assert.True(box.Plan().Report.InSync);
        box.Refused.Add("carrier");

        var plan = box.Plan();

        var drift = Assert.Single(plan.Report.Drifts);
        Assert.Equal(("registration carrier status", "Rejected", Remediation.Manual),
            (drift.Name, drift.Memory?.ToString(), drift.Remediation));
        Assert.False(plan.HasWork);
    }

    // Its port is chan_sip's, or its bind is none.
    [Theory]
    [InlineData(0, true, false)] // the web interface writes it, and reloads next
    [InlineData(90, true, true)]
    [InlineData(0, false, true)]
    public void A_transport_of_others_that_Asterisk_did_not_open_is_told(int seconds, bool isWritten, bool told)
    {
        var box = WithoutTransports(SimulatedBox.Factory(With(Phones, "")));
        box["pjsip_custom.conf"] += "[theirs]\ntype=transport\nprotocol=udp\nbind=0.0.0.0:5060\n";
        box.Apply(box.Plan());
        Assert.True(box.Plan().Report.InSync);
        if (isWritten)
        {
            box["pjsip_custom.conf"] += "; saved\n";
        }

        box.Blind = o => o
            .Answered(TransportTableQuestion.Protocols, Fact.Known(ImmutableHashSet<string>.Empty))
            .Answered(TransportTableQuestion.Names, Fact.Known(ImmutableHashSet<string>.Empty)) with { At = o.At.AddSeconds(seconds) };

        var plan = box.Plan();

        Assert.Equal(told ? ["PJSIP port"] : [], plan.Report.Drifts.Select(d => d.Name));
        Assert.All(plan.Report.Drifts,
            d => Assert.Contains(
                "transport theirs of /etc/asterisk/pjsip_custom.conf", d.Consequence.ToString(), StringComparison.Ordinal));
        Assert.False(plan.HasWork);
    }
}
