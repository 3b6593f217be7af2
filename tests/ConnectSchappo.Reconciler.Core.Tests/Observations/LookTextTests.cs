using System.Text;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Observations.Texts;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Observations;

/// <summary>What is sent once and kept while it stays the same, and what is asked again.</summary>
public class LookTextTests
{
    private const string Conf = "12 5 2026-11-23 03:29:43.189414245 -0300 2026-11-23 03:29:44.189414245 -0300 640 asterisk asterisk /etc/asterisk/a.conf";
    private const string Pem = "13 5 2026-11-23 03:29:43.189414245 -0300 2026-11-23 03:29:44.189414245 -0300 640 root root /etc/asterisk/k.pem";

    private static readonly string First = $"@account 104 107 \n@file {Conf}\n@content {Base64("[a]\n")}\n@tried\n@pem {Pem}\n@certificate \n@key same\n"
        + $"@unreadable /etc/asterisk/k.pem\n@tried\n@log 1 2 3 /var/log/asterisk/messages\n@logged {Base64("[2026-11-24 15:10:54] ERROR[1] config.c: parse error: x")}\n@fail2ban\n";

    private const string Again = $"@account 104 107 \n@file {Conf}\n@pem {Pem}\n@log 1 2 3 /var/log/asterisk/messages\n@fail2ban\n";

    [Fact]
    public void What_stays_the_same_is_kept_without_being_sent()
    {
        var first = LookText.Parse(First, null);
        var again = LookText.Parse(Again, first);

        Assert.Equal(Fact.Known(true), again.KeyMatches);
        Assert.Equal(first.Complaints, again.Complaints);
        Assert.True(again.Unreadable.TryGet(out var unreadable));
        Assert.Equal(["/etc/asterisk/k.pem"], unreadable);
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 3, 29, 44, TimeSpan.FromHours(-3)), again.Files["/etc/asterisk/a.conf"].Changed);
        Assert.Equal(
            [Conf, "@account 104 107 ", $"@pem {Pem}", "@log 1 2 3 /var/log/asterisk/messages"], Encoding.UTF8.GetString(LookText.Known(again)).Split('\n'));
    }

    [Fact]
    public void Rights_that_were_given_back_are_seen()
    {
        var changed = Pem.Replace("root root", "asterisk asterisk", StringComparison.Ordinal);
        var look = LookText.Parse($"@account 104 107 \n@file {Conf}\n@pem {changed}\n@certificate \n@tried\n@fail2ban\n", LookText.Parse(First, null));

        Assert.True(look.Unreadable.TryGet(out var unreadable));
        Assert.Empty(unreadable);
        Assert.NotNull(look.KeyMatches.Missing);
    }

    [Fact]
    public void Under_another_account_nothing_is_known_of_rights() =>
        Assert.NotNull(LookText.Parse($"@account 0 0 \n@file {Conf}\n@pem {Pem}\n@fail2ban\n", LookText.Parse(First, null)).Unreadable.Missing);

    [Fact]
    public void A_large_look_takes_no_more_memory_than_what_it_holds()
    {
        // Sixty million bytes, as a box prints them that includes a file of 45 million.
        var content = new byte[45_000_000];
        new Random(45).NextBytes(content);
        byte[] printed = [.. Encoding.UTF8.GetBytes($"@account 104 107 \n@file {Conf}\n@content "), .. Encoding.ASCII.GetBytes(Convert.ToBase64String(content)), .. "\n@fail2ban\n@absent\n"u8];
        var before = GC.GetAllocatedBytesForCurrentThread();

        var look = LookText.Parse(printed, null);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, content.Length, content.Length * 1.1);
        Assert.True(content.AsSpan().SequenceEqual(look.Files["/etc/asterisk/a.conf"].Content.Span));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("ab")]
    [InlineData("abc")]
    [InlineData("abcd\n\0")]
    public void Content_of_any_length_comes_through(string content) =>
        Assert.Equal(
            Encoding.UTF8.GetBytes(content),
            LookText.Parse($"@file {Conf}\n@content {Base64(content)}\n@fail2ban\n", null).Files["/etc/asterisk/a.conf"].Content.ToArray());

    [Theory]
    [InlineData("YWJj!")]
    [InlineData("YWJ")]
    public void Content_that_was_cut_is_not_taken_for_a_file(string content) =>
        Assert.Throws<FormatException>(() => LookText.Parse($"@file {Conf}\n@content {content}\n@fail2ban\n", null));

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
