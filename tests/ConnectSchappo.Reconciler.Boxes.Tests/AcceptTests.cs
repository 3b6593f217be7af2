using ConnectSchappo.Reconciler.Boxes.Tests.Lab;
using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests;

/// <summary>The command accept on real boxes: what somebody typed there is a line of the desired state afterwards.</summary>
public class AcceptTests
{
    private const string Ours = "/etc/asterisk/reconciler_";

    [Theory]
    [InlineData(16)]
    [InlineData(22)]
    public async Task What_somebody_did_on_a_box_becomes_a_line_of_the_file(int series)
    {
        await using var box = await LabBox.Up(series == LabImage.Asterisk22.Series ? LabImage.Asterisk22 : LabImage.Issabel4, "accept");
        box.WriteState(s => s.Replace("{profile: webrtc,", "{profile: reception,", StringComparison.Ordinal) + """

            # for every reception
            profiles:
              reception: {extends: webrtc, endpoint: {language: pt_BR}}   # spoken there
            rtp:
              rtpstart: "12000"   # even
              rtpend: "12998"
            """ + "\n");
        File.SetUnixFileMode(box.DesiredStatePath, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        await box.Exits(0, "apply", "--yes");

        await Typed(box, "pjsip", "s/^callerid=.*<250>/callerid=\"Front desk\" <250>/", "module reload res_pjsip.so");
        await Accepts(box, "      callerid: '\"Front desk\" <250>'", "endpoint", "250", "callerid");

        await Typed(box, "http", "s/^tlsbindaddr=.*/tlsbindaddr=0.0.0.0:8443/", "module reload http");
        await Accepts(box, "  tlsbindaddr: 0.0.0.0:8443", "http");

        await Typed(box, "rtp", "s/^rtpend=.*/rtpend=13998/", "module reload res_rtp_asterisk.so");
        await Accepts(box, "  rtpend: \"13998\"", "rtp rtpend");

        await box.Sh("sed -i 's|10.0.8.0/24|10.0.8.0/24 203.0.113.0/24|' /etc/fail2ban/jail.d/zz-reconciler.local; fail2ban-client reload");
        await Accepts(box, "  ignoreip: [127.0.0.1/8, 198.51.100.0/24, 10.0.8.0/24, 203.0.113.0/24]", "fail2ban");

        // The value of a profile: a person chooses.
        await Typed(box, "pjsip", "s/^language=pt_BR/language=en/", "module reload res_pjsip.so");
        var before = await State(box);
        var choice = await box.Exits(5, "accept", "matriz", "endpoint 251 language");
        foreach (var place in (string[])["--in box/matriz ", "--in file ", "--in profile/reception "])
        {
            Assert.Contains(place, choice, StringComparison.Ordinal);
        }

        Assert.Equal(before, await State(box));
        await box.Exits(0, "accept", "matriz", "endpoint 251 language", "--in", "profile/reception", "--dry-run");
        Assert.Equal(before, await State(box));
        await Accepts(
            box, "  reception: {extends: webrtc, endpoint: {language: en}}   # spoken there",
            "endpoint 251 language", "--in", "profile/reception");

        // A secret, and a change that Asterisk has not read yet.
        await Typed(box, "pjsip", "s/^password=.*250.*/password=somebody-knows/", "module reload res_pjsip.so");
        before = await State(box);
        var refused = await box.Exits(4, "accept", "matriz", "auth auth250");
        Assert.Contains("the file softphone-250 of the secrets directory", refused, StringComparison.Ordinal);
        Assert.DoesNotContain("somebody-knows", refused, StringComparison.Ordinal);
        await box.Exits(0, "apply", "--yes");
        await box.Sh($"sed -i 's/^max_contacts=5/max_contacts=7/' {Ours}pjsip.conf");
        Assert.Contains(
            "Run module reload res_pjsip.so on the box first", await box.Exits(4, "accept", "matriz", "aor 250"), StringComparison.Ordinal);
        Assert.Equal(before, await State(box));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(box.DesiredStatePath));
    }

    private static Task<string> State(LabBox box) => File.ReadAllTextAsync(box.DesiredStatePath);

    private static Task<string> Typed(LabBox box, string file, string edit, string reload) =>
        box.Sh($"sed -i '{edit}' {Ours}{file}.conf; asterisk -rx '{reload}'; sleep 1");

    // One line of the file is another one, and then nothing differs on the box.
    private static async Task Accepts(LabBox box, string line, params string[] what)
    {
        var before = (await State(box)).Split('\n');
        Assert.DoesNotContain(line, before);
        var said = await box.Exits(0, "accept", ["matriz", .. what]);
        Assert.Contains($"\n+{line}\n", said, StringComparison.Ordinal);
        var after = (await State(box)).Split('\n');
        Assert.Equal([line], after.Except(before, StringComparer.Ordinal));
        Assert.Equal(before.Length, after.Length);
        await box.Exits(0, "plan");
    }
}
