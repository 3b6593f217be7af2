using ConnectSchappo.Reconciler.Core.Subjects;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Subjects;

/// <summary>Which paths show by their <c>stat</c> that a file of an observation can be another one.</summary>
public class WatchedPathsTests
{
    private static readonly ObservationQuestions NoCertificate = new(null, null, []);

    [Theory]
    [InlineData("/etc/asterisk/http.conf", "/ /etc /etc/asterisk /etc/asterisk/http.conf")]
    [InlineData("/etc/fail2ban/jail.d/*.conf", "/ /etc /etc/fail2ban /etc/fail2ban/jail.d")] // a new one changes the folder
    [InlineData("/etc/asterisk/sip_[ab]?.conf", "/ /etc /etc/asterisk")]
    [InlineData("/a.conf", "/ /a.conf")]
    public void A_file_is_watched_with_its_folders_and_of_a_glob_the_folder(string asked, string watched) =>
        Assert.Equal(watched.Split(' '), Of([asked], []));

    [Fact]
    public void What_a_glob_has_found_is_watched_too() => Assert.Equal(
        ["/", "/etc", "/etc/fail2ban", "/etc/fail2ban/jail.d", "/etc/fail2ban/jail.d/a.conf"],
        Of(["/etc/fail2ban/jail.d/*.conf"], ["/etc/fail2ban/jail.d/a.conf"]));

    [Fact]
    public void Certificates_and_keys_are_watched_wherever_they_lie() => Assert.Equal(
        ["/", "/c", "/c/t.key", "/c/t.pem", "/c/w.key", "/c/w.pem"],
        Of([], [], new("/c/w.pem", "/c/w.key", [new TransportQuestion("t", "/c/t.pem", "/c/t.key", null, HasPassword: false)])));

    [Theory]
    [InlineData("/etc/asterisk/*/sip.conf")] // a file in a folder that had none changes no folder that is watched
    [InlineData("/*.conf")]
    [InlineData("keys/asterisk.pem")] // Asterisk's working directory is not known
    [InlineData("/etc/a\nb")]
    public void No_list_is_enough_for_some(string asked) =>
        Assert.Null(WatchedPaths.Of([asked], [], NoCertificate));

    // Without those that are watched in any case.
    private static IEnumerable<string> Of(string[] asked, string[] found, ObservationQuestions? questions = null)
    {
        var always = WatchedPaths.Of([], [], NoCertificate)!.Value.Except(["/"]);
        return WatchedPaths.Of(asked, found, questions ?? NoCertificate)!.Value.Except(always);
    }
}
