using System.Text.Json;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired.Values;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Desired;

public sealed class AsteriskCatalogueTests
{
    private static readonly string[] Sections =
    [
        "pjsip.conf/auth", "pjsip.conf/aor", "pjsip.conf/endpoint", "pjsip.conf/identify", "pjsip.conf/registration",
        "pjsip.conf/transport", "pjsip.conf/acl", "pjsip.conf/global", "pjsip.conf/system", "http.conf/general", "rtp.conf/general", "sip.conf/general",
    ];

    [Theory]
    [InlineData("16", "16.28.0", 130)]
    [InlineData("18", "18.26.4", 141)]
    [InlineData("20", "20.20.1", 145)]
    public void Every_catalogue_can_be_read(string file, string version, int endpointOptions)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(DesiredStateCase.Folder, $"../../../../schemas/catalogue/asterisk-{file}.json")));

        var catalogue = new AsteriskCatalogue(json.RootElement);

        Assert.Equal(version, catalogue.Version);
        Assert.Equal(Sections, catalogue.SectionNames);
        Assert.Equal(endpointOptions, catalogue["pjsip.conf/endpoint"].Count);
    }

    [Theory]
    [InlineData("pjsip.conf/endpoint", "webrtc", "YesNo", "", "no")]
    [InlineData("pjsip.conf/endpoint", "dtmf_mode", "Word", "rfc4733 inband info auto auto_info", "rfc4733")]
    [InlineData("pjsip.conf/endpoint", "identify_by", "Words", "username auth_username ip header", "username,ip")]
    [InlineData("pjsip.conf/endpoint", "disallow", "Codecs", "", null)]
    [InlineData("pjsip.conf/auth", "auth_type", "Word", "md5 userpass", "userpass")]
    [InlineData("pjsip.conf/aor", "qualify_timeout", "Decimal", "", "3.0")]
    [InlineData("pjsip.conf/global", "norefersub", "YesNo", "", "yes")]
    [InlineData("pjsip.conf/transport", "verify_client", "YesNo", "", null)]
    [InlineData("http.conf/general", "tlsenable", "YesNo", "", null)]
    [InlineData("rtp.conf/general", "strictrtp", "Word", "yes no seqno", "yes")]
    [InlineData("rtp.conf/general", "icesupport", "YesNo", "", "yes")]
    [InlineData("rtp.conf/general", "stunaddr", "Text", "", null)]
    [InlineData("sip.conf/general", "jbenable", "Text", "", null)]
    public void An_option_is_known_as_the_sources_have_it(string section, string name, string type, string words, string? standard)
    {
        var option = AsteriskCatalogue.Asterisk16[section][name];

        Assert.Equal((type, words, standard), (option.Type.ToString(), string.Join(' ', option.Words), option.Default));
    }

    [Fact]
    public void A_range_is_known_where_the_sources_give_one()
    {
        var option = AsteriskCatalogue.Asterisk16["pjsip.conf/aor"]["qualify_frequency"];

        Assert.Equal((0, 86400), (option.Least, option.Most));
    }

    [Fact]
    public void Every_default_is_a_value_of_its_option()
    {
        var wrong = from section in Sections
                    from option in AsteriskCatalogue.Asterisk16[section].Values
                    where option.Default is { Length: > 0 } standard && OptionValue.Refusal(option, standard) is not null
                    select $"{section} {option.Name}={option.Default}";

        Assert.Equal([], wrong);
    }

    [Fact]
    public void Every_option_that_must_hold_no_text_is_one()
    {
        OptionSection[] sections = [OptionSection.Http, OptionSection.Rtp, OptionSection.SipGeneral, .. Enum.GetValues<PjsipType>().Select(OptionSection.Of)];

        Assert.Equal([], sections.SelectMany(s => s.Secrets.Concat(s.References.Select(r => r.Option)).Where(name => !s.Options.ContainsKey(name))));
        Assert.True(OptionSection.Of(PjsipType.Auth).IsSecret("PASSWORD"));
    }
}
