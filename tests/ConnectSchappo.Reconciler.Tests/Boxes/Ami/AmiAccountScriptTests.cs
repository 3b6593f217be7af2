using System.Security.Cryptography;
using System.Text;
using ConnectSchappo.Reconciler.Boxes;
using ConnectSchappo.Reconciler.Boxes.Ami;
using ConnectSchappo.Reconciler.Shell;
using ConnectSchappo.Reconciler.Tests.Ssh;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Boxes.Ami;

public sealed class AmiAccountScriptTests : IDisposable
{
    private const string Classes = "write=system,call,command,config,reporting\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private readonly string folder = Directory.CreateTempSubdirectory("ami-").FullName;

    public static TheoryData<string> Shells => LocalShell.Shells;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task<AmiAccount> Ask(string manager, string challenge = "42", string shell = "dash")
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "manager.conf"), manager, Cancellation);
        await using var root = await LocalShell.Open(shell);
        var reply = await root.Run(
            AmiAccountScript.For(folder), AmiAccountScript.Input(challenge), TimeSpan.FromSeconds(10), Cancellation);
        Assert.Equal((0, ""), (reply.ExitCode, reply.Errors));
        return AmiAccountScript.Read(new ScriptReply((ScriptExit)reply.ExitCode, reply.Text, ""));
    }

#pragma warning disable CA5351 // Asterisk's challenge is MD5.
    private static string Answer(string challenge, string secret) =>
        Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(challenge + secret)));
#pragma warning restore CA5351

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_file_of_a_real_box_is_read_in_every_shell(string shell)
    {
        Directory.CreateDirectory(Path.Combine(folder, "manager.d"));
        await File.WriteAllTextAsync(Path.Combine(folder, "manager.d", "b.conf"), $"[second]\nsecret = other\n{Classes}", Cancellation);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "manager.d", "a.conf"),
            $"[poor]\nsecret=x\nwrite=system\n\n[first] ; a comment\r\nSecret => it's \"50%\\;\" $x ; not this\r\n{Classes}",
            Cancellation);

        var account = await Ask(
            "; a file ;-- of\n[hidden]\nsecret=no\n--; [general]\n[general] ;-- two\n enabled=no --;\nenabled = yes\nport=5039\n"
                + "bindaddr=0.0.0.0 ; all\n#include \"manager.d/*.conf\"\n",
            "77",
            shell);

        Assert.Equal(new AmiAccount(true, "0.0.0.0", 5039, "first", Answer("77", "it's \"50%;\" $x")), account);
        Assert.True(account.IsLocal);
    }

    [Theory]
    [InlineData("[a]\nsecret=s\nWrite = all\n", "a")]
    [InlineData("[a]\nsecret=s\nwrite=System, Command , Reporting,CONFIG\n", "a")]
    [InlineData("[a]\nsecret=s\nwrite=system,command,reporting\n", "")]
    [InlineData("[a]\nwrite=all\n", "")]
    [InlineData("[a](!)\nsecret=s\nwrite=all\n", "")]
    [InlineData("[a]\nsecret=s\nwrite=all\ndeny=0.0.0.0/0.0.0.0\n", "")]
    [InlineData("[a]\nsecret=s\nwrite=all\ndeny=0.0.0.0/0.0.0.0\npermit=192.0.2.0/24\n", "")]
    [InlineData("[a]\nsecret=s\nwrite=all\ndeny=0.0.0.0/0.0.0.0\npermit=127.0.0.1/255.255.255.255\n", "a")]
    [InlineData("[poor]\nsecret=s\nwrite=log\n[b]\nsecret=s\nwrite=all", "b")]
    [InlineData(";[a]\n;secret=s\n;write=all\n", "")]
    [InlineData("#include <more.conf>\n#tryinclude nothing.conf\n", "")]
    [InlineData("", "")]
    public async Task Only_an_account_that_may_do_what_we_ask_is_taken(string accounts, string user) =>
        Assert.Equal(user, (await Ask("[general]\nenabled=yes\n" + accounts)).User);

    [Theory]
    [InlineData("[general]\n", false, true)]
    [InlineData("[general]\nenabled=no\n", false, true)]
    [InlineData("[general]\nenabled=On\nbindaddr=10.0.0.1\n", true, false)]
    [InlineData("[general]\nenabled=1\nbindaddr=127.0.0.1\n", true, true)]
    public async Task Whether_and_where_it_listens_is_told(string general, bool enabled, bool local)
    {
        var account = await Ask(general);

        Assert.Equal((enabled, local), (account.Enabled, account.IsLocal));
    }

    [Fact]
    public async Task Without_a_challenge_there_is_no_answer()
    {
        var account = await Ask("[general]\nenabled=yes\n[a]\nsecret=s\nwrite=all\n", "");

        Assert.Equal(("a", ""), (account.User, account.Answer));
    }

    [Fact]
    public async Task A_file_that_includes_itself_ends() =>
        Assert.Equal("a", (await Ask("#include manager.conf\n[general]\nenabled=yes\n[a]\nsecret=s\nwrite=all\n")).User);
}
