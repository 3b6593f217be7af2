using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Subjects.ChanSip;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Drifts;

/// <summary>A drift is known again by its resource and its field, and not by how people are told of them.</summary>
public class DriftIdTests
{
    [Fact]
    public void Two_that_are_told_alike_are_two()
    {
        var option = new DriftId(new PjsipId(PjsipType.Aor, "250"), "max_contacts");
        var section = new DriftId(new PjsipId(PjsipType.Aor, "250 max_contacts"), "");

        Assert.Equal(option.ToString(), section.ToString());
        Assert.NotEqual(option, section);
        Assert.NotEqual(option.Key, section.Key);

        var (settings, peers) = (new DriftId(new SettingsId(ChanSipSubject.Instance), ""), new DriftId(new SipPeersId(), ""));
        Assert.NotEqual(settings, peers);
    }

    [Fact]
    public void Its_key_is_one_line()
    {
        Assert.Equal("aor 250\tmax_contacts", new DriftId(new PjsipId(PjsipType.Aor, "250"), "max_contacts").Key);
        Assert.Equal("aor a\\nb", new DriftId(new PjsipId(PjsipType.Aor, "a\nb"), "").Key);
    }
}
