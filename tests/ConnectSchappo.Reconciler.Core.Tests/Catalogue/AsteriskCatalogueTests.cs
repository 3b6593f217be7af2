using System.Text.Json;
using System.Text.Json.Nodes;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired.Values;
using ConnectSchappo.Reconciler.Core.Tests.Desired;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Catalogue;

/// <summary>What Asterisk's own sources say of its options, a version each.</summary>
public sealed class AsteriskCatalogueTests
{
    private static readonly string[] Sections =
    [
        "pjsip.conf/auth", "pjsip.conf/aor", "pjsip.conf/endpoint", "pjsip.conf/identify", "pjsip.conf/registration",
        "pjsip.conf/transport", "pjsip.conf/acl", "pjsip.conf/global", "pjsip.conf/system",
        "http.conf/general", "rtp.conf/general", "sip.conf/general",
    ];

    [Theory]
    [InlineData(16, "16.28.0", 130)]
    [InlineData(18, "18.26.4", 141)]
    [InlineData(20, "20.20.1", 145)]
    [InlineData(21, "21.12.3", 142)]
    [InlineData(22, "22.10.1", 145)]
    public void Every_catalogue_can_be_read(int series, string version, int endpointOptions)
    {
        var catalogue = AsteriskCatalogue.Of(series);

        Assert.Equal(version, catalogue.Version);
        Assert.Equal(Sections, catalogue.Sections.Select(s => s.Path));
        Assert.Equal(endpointOptions, catalogue[PjsipType.Endpoint].Options.Count);
    }

    [Fact]
    public void There_is_a_catalogue_of_each_file_and_of_no_other_series()
    {
        Assert.Equal([16, 18, 20, 21, 22], AsteriskCatalogue.Series);
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => AsteriskCatalogue.Of(17));
        Assert.StartsWith("There are catalogues of Asterisk 16, 18, 20, 21, 22.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(21, false, null)]
    [InlineData(21, true, "The catalogue of Asterisk 21 has a section sip.conf/general.")]
    [InlineData(20, false, "The catalogue of Asterisk 20 has no section sip.conf/general.")]
    [InlineData(20, true, null)]
    public void Until_20_there_is_chan_sip(int series, bool has, string? error)
    {
        var file = Path.Combine(DesiredStateCase.Folder, "../../../../schemas/catalogue/asterisk-20.json");
        var json = JsonNode.Parse(File.ReadAllText(file))!;
        json["asterisk"] = $"{series}.0.0";
        _ = has || json["sections"]!.AsObject().Remove("sip.conf/general");

        var thrown = Record.Exception(() => Assert.Equal(
            has, new AsteriskCatalogue(JsonSerializer.SerializeToElement(json)).SipGeneral.Options.ContainsKey("nat")));

        Assert.Equal(error, thrown?.Message);
    }

    [Theory]
    [InlineData("pjsip.conf", "endpoint", "webrtc", "YesNo", "", "no")]
    [InlineData("pjsip.conf", "endpoint", "dtmf_mode", "Word", "rfc4733 inband info auto auto_info", "rfc4733")]
    [InlineData("pjsip.conf", "endpoint", "identify_by", "Words", "username auth_username ip header", "username,ip")]
    [InlineData("pjsip.conf", "auth", "auth_type", "Word", "md5 userpass", "userpass")]
    [InlineData("pjsip.conf", "aor", "qualify_timeout", "Decimal", "", "3.0")]
    [InlineData("pjsip.conf", "global", "norefersub", "YesNo", "", "yes")]
    [InlineData("pjsip.conf", "transport", "verify_client", "YesNo", "", null)]
    [InlineData("http.conf", "general", "tlsenable", "YesNo", "", null)]
    [InlineData("rtp.conf", "general", "strictrtp", "Word", "yes no seqno", "yes")]
    [InlineData("rtp.conf", "general", "icesupport", "YesNo", "", "yes")]
    [InlineData("rtp.conf", "general", "stunaddr", "Text", "", null)]
    [InlineData("sip.conf", "general", "jbenable", "Text", "", null)]
    [InlineData("sip.conf", "general", "stunaddr", "Ignored", "", null)]
    public void An_option_is_known_as_the_sources_have_it(
        string file, string section, string name, string type, string words, string? standard)
    {
        var option = AsteriskCatalogue.Of(16).Find(file, section)!.Options[name];

        Assert.Equal((type, words, standard), (option.Type.ToString(), string.Join(' ', option.Words), option.Default));
    }

    [Fact]
    public void The_words_of_a_list_of_codecs_are_all_codecs()
    {
        var disallow = AsteriskCatalogue.Of(16)[PjsipType.Endpoint].Options["disallow"];

        Assert.Equal((OptionType.Codecs, AsteriskCatalogue.Of(16).Codecs, null), (disallow.Type, disallow.Words, disallow.Default));
    }

    [Fact]
    public void A_range_is_known_where_the_sources_give_one()
    {
        var option = AsteriskCatalogue.Of(16)[PjsipType.Aor].Options["qualify_frequency"];

        Assert.Equal((0, 86400), (option.Least, option.Most));
    }

    [Fact]
    public void Every_default_is_a_value_of_its_option()
    {
        var wrong = from section in AsteriskCatalogue.Of(16).Sections
                    from option in section.Options.Values
                    where option.Default is { Length: > 0 } standard && OptionValue.Refusal(option, standard) is not null
                    select $"{section.Path} {option.Name}={option.Default}";

        Assert.Equal([], wrong);
    }

    [Theory]
    [InlineData("16.28.0~dfsg-0+deb11u10", "16.28.0", 16)]
    [InlineData("17.9.4", "17.9.4", 16)]
    [InlineData("18.15", "18.15.0", 18)]
    [InlineData("20.20.1-rc1", "20.20.1", 20)]
    [InlineData("22.10.1+dfsg+~cs6.17.60671434-1", "22.10.1", 22)]
    [InlineData("23.0.0", "23.0.0", 22)]
    [InlineData("13.38.3", "13.38.3", 16)]
    [InlineData("certified/18.9-cert5", "18.9.0", 18)]
    [InlineData("certified-20.7-cert4", "20.7.0", 20)]
    public void The_catalogue_of_a_version_is_that_of_its_series_or_the_nearest_older_one(string printed, string version, int series)
    {
        var read = Assert.NotNull(AsteriskVersion.Read(printed));

        Assert.Equal((version, series), (read.ToString(), AsteriskCatalogue.For(read).SeriesNumber));
    }

    [Theory]
    [InlineData("GIT-master-1f2e3d")]
    [InlineData("SVN-branch-1.8-r416150")]
    [InlineData("16")]
    [InlineData("99999.1.1")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_version_is_none(string? printed) => Assert.Null(AsteriskVersion.Read(printed));

    [Fact]
    public void What_any_version_has_any_version_may_say()
    {
        var any = AsteriskCatalogue.Any;

        Assert.Equal(Sections, any.Sections.Select(s => s.Path));
        Assert.Contains("user_agent", any[PjsipType.Registration].Options.Keys);
        Assert.Contains("nat", any.SipGeneral.Options.Keys);
        Assert.Equal(["digest", "google_oauth", "md5", "userpass"], any[PjsipType.Auth].Options["auth_type"].Words.Order());
        foreach (var version in AsteriskCatalogue.Series.Select(AsteriskCatalogue.Of))
        {
            Assert.Equal([], from section in version.Sections
                             from option in section.Options.Values
                             let same = any[section.Path].Options[option.Name]
                             where !same.TakesAsMuchAs(option)
                                 || (section.Path.StartsWith("pjsip", StringComparison.Ordinal) && same.Index < 0)
                             select $"{section.Path} {option.Name}");
        }
    }
}
