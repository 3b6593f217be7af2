using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Texts;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Observations;

/// <summary>Lines as Asterisk 16.28 logged them.</summary>
public class ConfigLogTextTests
{
    private static readonly DateTime Time = new(2026, 11, 24, 15, 10, 54, DateTimeKind.Unspecified);

    [Fact]
    public void A_refused_object_is_told_with_what_it_was_refused_for() => Assert.Equal(
        [new ConfigComplaint(Time, "endpoint", "250", "Error parsing dtmf_mode=rfc2833 at line 52 of /etc/asterisk/reconciler_pjsip.conf")],
        ConfigLogText.Parse(
            "[2026-11-24 15:10:54] ERROR[3000] config_options.c: "
            + "Error parsing dtmf_mode=rfc2833 at line 52 of /etc/asterisk/reconciler_pjsip.conf\n"
            + "[2026-11-24 15:10:54] ERROR[3000] res_sorcery_config.c: "
            + "Could not create an object of type 'endpoint' with id '250' from configuration file 'pjsip.conf'\n"
            + "[2026-11-24 15:10:54] NOTICE[3000] res_sorcery_config.c: "
            + "Retaining existing configuration for object of type 'endpoint' with id '250'\n"
            + "[2026-11-24 15:10:54] NOTICE[3000] sorcery.c: Type 'system' is not reloadable, maintaining previous values"));

    [Fact]
    public void A_duplicate_concerns_its_whole_type() => Assert.Equal(
        "endpoint",
        Assert.Single(ConfigLogText.Parse(
            "[2026-11-24 15:10:54] ERROR[3000][C-0000001a] res_sorcery_config.c: Config file 'pjsip.conf' could not be loaded; "
                + "configuration contains a duplicate object: '250' of type 'endpoint'")).Type);

    [Theory]
    [InlineData("The file 'reconciler_pjsip.conf' was listed as a #include but it does not exist.")]
    [InlineData("parse error: no closing ']', line 1 of /etc/asterisk/reconciler_pjsip.conf")]
    [InlineData("Contents of config file 'pjsip.conf' are invalid and cannot be parsed")]
    public void A_broken_file_is_told_once_however_often_it_was_logged(string message) => Assert.Equal(
        [new ConfigComplaint(Time, null, null, message)],
        ConfigLogText.Parse($"[2026-11-24 15:10:54] ERROR[739] config.c: {message}\n"
            + $"[2026-11-24 15:10:54] ERROR[739] config.c: {message}\n"));

    [Fact]
    public void A_date_of_another_form_is_no_date() =>
        Assert.Null(Assert.Single(
            ConfigLogText.Parse("[Nov 24 15:10:54] ERROR[739] config.c: parse error: no closing ']', line 1 of x")).Time);

    [Fact]
    public void What_is_none_of_this_is_passed_over() =>
        Assert.Empty(ConfigLogText.Parse(
            "garbage\n[2026-11-24 15:10:54] WARNING[1] chan_sip.c: Timeout\nError parsing password=x at line 1\n"));
}
