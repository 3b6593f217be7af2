using System.Text;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Texts;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Observations;

/// <summary>What is sent once and kept while it stays the same, and what is asked again.</summary>
public class ObservationTextTests
{
    private const string Conf = "12 4 2026-11-23 03:29:43.189414245 -0300 2026-11-23 03:29:44.189414245 -0300 1 640 asterisk asterisk "
        + "/etc/asterisk/a.conf";
    private const string Pem = "13 5 2026-11-23 03:29:43.189414245 -0300 2026-11-23 03:29:44.189414245 -0300 2 640 root root "
        + "/etc/asterisk/k.pem";

    private static readonly string First = $"@account 104 107 \n@file {Conf}\n@content {Base64("[a]\n")}\n@tried\n@pem {Pem}\n"
        + $"@certificate \n@key same\n"
        + $"@unreadable /etc/asterisk/k.pem\n@tried\n@log 1 2 3 /var/log/asterisk/messages\n"
        + $"@logged {Base64("[2026-11-24 15:10:54] ERROR[1] config.c: parse error: x")}\n@fail2ban\n";

    private const string Again = $"@account 104 107 \n@file {Conf}\n@pem {Pem}\n@log 1 2 3 /var/log/asterisk/messages\n@fail2ban\n";

    [Fact]
    public void What_stays_the_same_is_kept_without_being_sent()
    {
        var first = ObservationText.Parse(First, null);
        var again = ObservationText.Parse(Again, first);

        Assert.Equal(Fact.Known(KeyFit.Fits), again.Key);
        Assert.Equal(1, again.Files["/etc/asterisk/a.conf"].Links);
        Assert.Equal(first.Complaints, again.Complaints);
        Assert.True(again.Unreadable.TryGet(out var unreadable));
        Assert.Equal(["/etc/asterisk/k.pem"], unreadable);
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 3, 29, 44, TimeSpan.FromHours(-3)), again.Files["/etc/asterisk/a.conf"].Changed);
        Assert.Equal(
            [Conf, "@account 104 107 ", "@log 1 2 3 /var/log/asterisk/messages", $"@pem {Pem}"],
                Encoding.UTF8.GetString(ObservationText.Known(again)).Split('\n'));
    }

    [Fact]
    public void Rights_that_were_given_back_are_seen()
    {
        var changed = Pem.Replace("root root", "asterisk asterisk", StringComparison.Ordinal);
        var look = ObservationText.Parse(
            $"@account 104 107 \n@file {Conf}\n@pem {changed}\n@certificate \n@tried\n@fail2ban\n", ObservationText.Parse(First, null));

        Assert.True(look.Unreadable.TryGet(out var unreadable));
        Assert.Empty(unreadable);
        Assert.NotNull(look.Key.Missing);
    }

    [Fact]
    public void Under_another_account_nothing_is_known_of_rights() =>
        Assert.NotNull(ObservationText.Parse(
            $"@account 0 0 \n@file {Conf}\n@pem {Pem}\n@fail2ban\n", ObservationText.Parse(First, null)).Unreadable.Missing);

    [Theory]
    [InlineData("other", KeyFit.Other)]
    [InlineData("missing", KeyFit.Missing)]
    [InlineData("none", KeyFit.None)]
    [InlineData("locked", KeyFit.Locked)]
    [InlineData("special", KeyFit.Special)]
    [InlineData("broken", KeyFit.Broken)]
    public void How_a_key_fits_is_one_of_a_few_words(string word, KeyFit fit) =>
        Assert.Equal(Fact.Known(fit), ObservationText.Parse($"@pem {Pem}\n@certificate \n@key {word}\n@fail2ban\n", null).Key);

    [Theory]
    [InlineData("late")]
    [InlineData("untold")]
    public void What_openssl_did_not_tell_is_asked_again(string word)
    {
        var look = ObservationText.Parse($"@pem {Pem}\n@certificate \n@key {word}\n@fail2ban\n", null);

        Assert.NotNull(look.Key.Missing);
        Assert.DoesNotContain("@pem", Encoding.UTF8.GetString(ObservationText.Known(look)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("@unseen reason=special path=/etc/asterisk/a b.conf", "/etc/asterisk/a b.conf", UnseenReason.Special)]
    [InlineData("@unseen reason=folder path=/a", "/a", UnseenReason.Folder)]
    [InlineData("@unseen reason=large path=/a", "/a", UnseenReason.Large)]
    [InlineData("@unseen reason=toomuch path=/a", "/a", UnseenReason.TooMuch)]
    [InlineData("@unseen reason=unreadable path=/a", "/a", UnseenReason.Unreadable)]
    // 6 of 9 bytes.
    [InlineData("@file 12 9 2026-11-23 03:29:43.1 -0300 2026-11-23 03:29:44.1 -0300 1 640 root root /a\n"
        + "@content WzI1MF0K", "/a", UnseenReason.Unreadable)]
    public void A_file_that_is_not_read_is_one_fact_and_the_rest_is_seen(string said, string path, UnseenReason reason)
    {
        var look = ObservationText.Parse($"{said}\n@file {Conf}\n@content {Base64("[a]\n")}\n@fail2ban\n", null);

        Assert.Equal([KeyValuePair.Create(path, reason)], look.Unseen);
        Assert.Equal(["/etc/asterisk/a.conf"], look.Files.Keys);
    }

    [Theory]
    [InlineData("@contents 2 b25ldHdv", "one two", null)] // 3 and 3 bytes, in one
    [InlineData("@contents 1 dHdv", "- two", "@file 1 3")] // of the last alone
    [InlineData("@content dHdv", "- two", "@file 1 3")]
    [InlineData("@contents 2 b25ldHc=", "- -", "@contents 2 ")] // 5 bytes of 6
    [InlineData("@contents 2 b25ldHdvIQ==", "- -", "@contents 2 ")]
    [InlineData("@contents 3 b25ldHdv", "- -", "@contents 3 ")]
    [InlineData("@contents 2 ?", "- -", "@contents 2 ")]
    [InlineData("@contents b25ldHdv", "- -", "@contents ")]
    [InlineData("@contents -1 b25ldHdv", "- -", "@contents -1 ")]
    [InlineData("@contents 2 b25ldHdv\n@contents 2 b25ldHdv", "one two", null)]
    public void Contents_of_several_files_are_parted_by_their_sizes(string said, string read, string? garbled)
    {
        static string Of(string path) => $"@file 1 3 2026-11-23 03:29:43.1 -0300 2026-11-23 03:29:44.1 -0300 1 640 root root {path}\n";
        var look = ObservationText.Parse($"{Of("/a")}{Of("/b")}{said}\n@fail2ban\n", null);

        Assert.Equal(
            read,
            string.Join(' ', ((string[])["/a", "/b"]).Select(
                p => look.Files.TryGetValue(p, out var file) ? Encoding.UTF8.GetString(file.Content.Span) : "-")));
        Assert.True(garbled is null ? look.Garbled is null : look.Garbled?.StartsWith(garbled, StringComparison.Ordinal), look.Garbled);
    }

    [Fact]
    public void A_box_that_knows_nothing_any_more_sends_all_again_and_nothing_is_garbled()
    {
        const string of = "@file 1 3 2026-11-23 03:29:43.1 -0300 2026-11-23 03:29:44.1 -0300 1 640 root root /a\n";
        var before = ObservationText.Parse($"@account 1 1\n{of}@contents 1 b25l\n@fail2ban\n", null);

        var together = ObservationText.Parse($"@account 2 2\n{of}@contents 1 b25l\n@fail2ban\n", before);
        var alone = ObservationText.Parse($"@account 2 2\n{of}@content b25l\n@fail2ban\n", before);

        Assert.Equal((null, null), (together.Garbled, alone.Garbled));
        Assert.Equal(["/a"], together.Files.Keys);
        Assert.Equal(["/a"], alone.Files.Keys);
    }

    [Fact]
    public void A_fail2ban_that_hangs_is_given_less_time_at_the_next_look()
    {
        var look = ObservationText.Parse("@fail2ban\n@hung\n@process id=812 state=T (stopped)\n", null);

        Assert.Equal((Fail2banLife.Hung, new ProcessState(812, "T (stopped)")), (look.Fail2ban, look.Fail2banProcess));
        Assert.Equal("@hung", Encoding.UTF8.GetString(ObservationText.Known(look)));
    }

    [Theory]
    [InlineData("@unit LoadState=loaded", ServiceUnit.Loaded)]
    [InlineData("@unit LoadState=masked", ServiceUnit.Masked)]
    [InlineData("@unit LoadState=not-found", ServiceUnit.Missing)]
    [InlineData("@unit LoadState=bad-setting", ServiceUnit.Broken)]
    [InlineData("@unit ", ServiceUnit.NotTold)]
    [InlineData("", ServiceUnit.NotTold)]
    public void Of_a_stopped_fail2ban_systemd_tells_whether_it_can_be_started(string said, ServiceUnit unit)
    {
        var look = ObservationText.Parse($"@fail2ban\n@stopped\n{said}\n", null);

        Assert.Equal((Fail2banLife.Stopped, unit), (look.Fail2ban, look.Fail2banUnit));
    }

    [Fact]
    public void A_large_look_takes_no_more_memory_than_what_it_holds()
    {
        // Sixty million bytes, as a box prints them that includes a file of 45 million.
        var content = new byte[45_000_000];
        new Random(45).NextBytes(content);
        byte[] printed = [.. Encoding.UTF8.GetBytes($"@account 104 107 \n@file {Sized(content.Length)}\n@content "),
            .. Encoding.ASCII.GetBytes(Convert.ToBase64String(content)), .. "\n@fail2ban\n@absent\n"u8];
        var before = GC.GetAllocatedBytesForCurrentThread();

        var look = ObservationText.Parse(printed, null);

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
            ObservationText.Parse(
                $"@file {Sized(content.Length)}\n@content {Base64(content)}\n@fail2ban\n",
                    null).Files["/etc/asterisk/a.conf"].Content.ToArray());

    [Theory]
    [InlineData("YWJj!")]
    [InlineData("YWJ")]
    public void Content_that_was_cut_is_not_taken_for_a_file(string content)
    {
        var look = ObservationText.Parse($"@file {Conf}\n@content {content}\n@fail2ban\n", null);

        Assert.Empty(look.Files);
        Assert.NotNull(look.Garbled);
    }

    // A line that the script does not print, or that lacks what follows it: nothing of the look is taken, rather than "absent".
    [Theory]
    [InlineData("@certificate !!!")]
    [InlineData("@certificate YWJ")]
    [InlineData("@nocertificate gone")]
    [InlineData("@nocertificate")]
    [InlineData("@logged !!!")]
    [InlineData("@file 12 9 2026-11-23 03:29:43.1 -0300 2026-11-23 03:29:44.1 -0300 1 640 root root /a")] // without its content
    [InlineData("@unseen reason=3 path=/a")]
    [InlineData("@unseen reason=odd path=/a")]
    [InlineData("@unseen large /a")]
    [InlineData("@unseen reason=large")]
    [InlineData("@tls-odd same")]
    [InlineData("@oddity 1")]
    [InlineData("Last login: Mon Nov 23")]
    public void A_line_that_cannot_be_read_spoils_the_look(string line) =>
        Assert.StartsWith(line.Split(' ')[0],
            ObservationText.Parse($"{line}\n@file {Conf}\n@content {Base64("[a]\n")}\n@fail2ban\n", null).Garbled,
                StringComparison.Ordinal);

    [Fact]
    public void A_file_without_its_content_at_the_end_is_not_taken_for_absent() =>
        Assert.NotNull(ObservationText.Parse($"@file {Conf}\n@fail2ban\n", null).Garbled);

    [Theory]
    [InlineData("3")]
    [InlineData("0")]
    [InlineData("Fits")]
    [InlineData("")]
    public void A_word_that_is_none_tells_nothing_of_the_key(string word) =>
        Assert.NotNull(ObservationText.Parse($"@pem {Pem}\n@certificate \n@key {word}\n@fail2ban\n", null).Key.Missing);

    [Theory]
    [InlineData("192.0.2.7", true)]
    [InlineData("2001:db8::7", true)]
    [InlineData("", false)]
    [InlineData("UNKNOWN", false)]
    public void An_address_that_is_none_is_not_known(string address, bool isOne) =>
        Assert.Equal(isOne, ObservationText.Parse($"@address {address}\n@fail2ban\n", null).OurAddress.TryGet(out _));

    [Fact]
    public void A_directory_that_is_none_is_not_known() =>
        Assert.Null(ObservationText.Parse("@directory \n@fail2ban\n", null).RealDirectory);

    [Fact]
    public void A_fault_that_is_none_is_no_fault() =>
        Assert.Empty(ObservationText.Parse("@tls office\n@tls-fault fault=odd path=/k.pem\n@fail2ban\n", null).Transports["office"].Faults);

    private static string Sized(int length) => string.Join(' ', Conf.Split(' ').Select((word, at) => at == 1 ? $"{length}" : word));

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
