using System.Diagnostics;
using ConnectSchappo.Reconciler.Control;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Reporting;
using ConnectSchappo.Reconciler.Rounds;
using ConnectSchappo.Reconciler.Tests.Sources;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Cli;

/// <summary>The program as people meet it: a process with two streams and an exit code.</summary>
public sealed class ProgramTests : IDisposable
{
    private const string Colour = "\u001b[31m";

    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(60);

    private readonly TestFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string Assembly { get; } = Path.Combine(AppContext.BaseDirectory, "reconciler.dll");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("--interval must be a number of seconds from 1 to 86400 without a unit, not '10s'.", "run", "--interval", "10s")]
    [InlineData("--metrics-port must be a whole number from 0 to 65535 without a unit, not 'x'.", "run", "--metrics-port", "x")]
    [InlineData("--output must be text or json, not '\\u001b[31m'.", "plan", "--output", Colour)]
    [InlineData("--settings cannot be read: ", "run", "--settings", "")]
    [InlineData("--name goes with an address", "import", "matriz", "--name", "filial")]
    [InlineData("USER@ADDRESS must be an account and an address", "import", "a b@198.51.100.10")]
    [InlineData("name the account too: reconciler import reconciler@matriz", "import", "matriz", "--desired-state", "/nonexistent")]
    public async Task A_wrong_option_is_a_sentence_and_exit_code_1(string told, params string[] arguments)
    {
        var (code, _, errors) = await Run(arguments);

        Assert.Equal(1, code);
        Assert.Contains(told, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    // What is typed, and the lines that are printed before the one that names the help.
    [Theory]
    [InlineData("reconciler: there is no command 'pln'. Did you mean plan?", "pln")]
    [InlineData("reconciler: there is no command 'foo'.", "foo")]
    [InlineData("reconciler plan: there is no option --dif. Did you mean --diff?", "plan", "--dif")]
    [InlineData("reconciler apply: there is no option --limit.", "apply", "--limit", "matriz")]
    [InlineData("reconciler doctor: there is no option --form. Did you mean --from?", "doctor", "matriz", "--form", "192.0.2.1")]
    [InlineData("reconciler show: BOX is missing.", "show")]
    [InlineData("reconciler probe: 'more' is one word too many.", "probe", "matriz", "250", "more")]
    [InlineData("reconciler plan: --ssh-key needs a value: PATH.", "plan", "--ssh-key")]
    [InlineData("reconciler plan: --out takes one value, and was given 2.", "plan", "--out", "a", "--out", "b")]
    [InlineData("reconciler inspect: WHAT must be endpoints, contacts, ", "inspect", "matriz", "phones")]
    [InlineData("reconciler suspend: --reason is missing.|reconciler suspend: --until is missing.", "suspend", "matriz")]
    [InlineData("reconciler suspend: give BOX or --all.", "suspend", "--reason", "x", "--until", "1h")]
    public async Task A_wrong_usage_is_told_in_a_line_and_not_in_the_whole_help(string told, params string[] arguments)
    {
        var (code, printed, errors) = await Run(arguments);

        Assert.Equal((1, ""), (code, printed));
        var lines = errors.TrimEnd('\n').Split('\n');
        Assert.Equal(told.Split('|').Length + 1, lines.Length);
        Assert.All(told.Split('|').Zip(lines), pair => Assert.StartsWith(pair.First, pair.Second, StringComparison.Ordinal));
        Assert.Matches("^For help: reconciler .*--help$", lines[^1]);
    }

    [Theory]
    [InlineData]
    [InlineData("--help")]
    [InlineData("plan", "-h")]
    public async Task Help_is_as_wide_as_a_terminal_of_80_columns(params string[] arguments)
    {
        var (code, printed, errors) = await Run(arguments);

        Assert.Equal((0, ""), (code, errors));
        Assert.StartsWith("Usage: reconciler ", printed, StringComparison.Ordinal);
        Assert.All(printed.Split('\n'), line => Assert.True(line.Length <= 80, line));
    }

    [Theory]
    [InlineData("clone it, run it again with --desired-state FILE", "ssh://git@git.example.org/boxes.git")]
    [InlineData("clone it, run it again with --desired-state FILE", "git://git.example.org/boxes.git")]
    [InlineData("/nonexistent/state.yaml cannot be read", "/nonexistent/state.yaml")]
    public async Task What_is_no_file_of_ours_is_not_edited(string told, string source)
    {
        var (code, _, errors) = await Run("accept", "matriz", "endpoint", "250", "--desired-state", source);

        Assert.Equal(1, code);
        Assert.Contains(told, errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("github")]
    [InlineData("json")]
    [InlineData("sarif")]
    public async Task What_a_repository_holds_is_escaped_in_what_validate_prints(string output)
    {
        var state = folder.Write(
            "state.yaml",
            """
            apiVersion: reconciler/v1
            boxes:
              "mat\u001b[31mriz\u202e\n::error::forged": {address: 192.0.2.1}
            pjsip:
              endpoints:
                "250": {aors: "nowhere\u001b[2J\nforged: error"}
            """);

        var (code, printed, errors) = await Run("validate", "--desired-state", state, "--output", output);

        Assert.Equal(3, code);
        Harmless(printed);
        Harmless(errors);
        Assert.Contains("u001b", printed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plan", "--desired-state", "/nonexistent/" + Colour)]
    [InlineData("validate", "--desired-state", "/nonexistent/" + Colour + "\nreconciler: forged")]
    [InlineData("show", "x", "--settings", "/nonexistent/" + Colour)]
    [InlineData("status", "--control", "/nonexistent/" + Colour)]
    public async Task What_is_typed_is_escaped_in_an_error(params string[] arguments)
    {
        var (_, printed, errors) = await Run(arguments);

        Harmless(printed);
        Harmless(errors);
        Assert.Contains("\\u001b[31m", printed + errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("status", "matriz")]
    [InlineData("status", "matriz", "--output", "json")]
    [InlineData("history")]
    [InlineData("sync", "--wait")]
    [InlineData("resume", "matriz")]
    public async Task What_a_box_and_other_users_wrote_is_escaped_in_what_the_daemon_is_asked(params string[] arguments)
    {
        const string Evil = Colour + "\u202e\nforged: in sync";
        var now = DateTimeOffset.UnixEpoch;
        var status = new BoxStatus
        {
            Box = "matriz",
            Failure = Message.Verbatim(Evil),
            Drifts = [Evil],
            ManualActions = [Evil],
            Suspended = new Suspension("matriz", Evil, now, now, "ana"),
            Verdict = Verdict.Drift,
        };
        var reply = new ControlReply
        {
            Text = Evil,
            Status = new FleetStatus("1", "x", "r", Evil, now, [status]),
            History =
            [
                new HistoryEntry { Time = now, Event = HistoryEvent.Applied, Box = "matriz", By = "ana", Why = [Evil], Steps = [Evil] },
            ],
        };
        var path = folder["control"];
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var serving = new ControlSocket(path, (_, _, _) => Task.FromResult(reply), NullLogger.Instance, TimeProvider.System)
            .Serve(stop.Token);

        var (_, printed, errors) = await Run([.. arguments, "--control", path]);

        await stop.CancelAsync();
        await serving;
        Harmless(printed);
        Harmless(errors);
        Assert.Contains("forged", printed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text", "WebSocket           wss://192.0.2.1:8089/ws", "the secret one; --password prints it")]
    [InlineData("json", "\"webSocket\": \"wss://192.0.2.1:8089/ws\"", "\"user\": \"250\"")]
    [InlineData("qr", "█", "▀")]
    public async Task What_to_type_into_a_softphone_is_printed_and_the_password_only_where_it_is_asked_for(
        string output, string first, string second)
    {
        var state = folder.Write(
            "state.yaml",
            """
            apiVersion: reconciler/v1
            boxes:
              matriz: {address: 192.0.2.1, user: reconciler}
            http: {enabled: yes, tlsenable: yes, tlsbindaddr: 0.0.0.0:8089, tlscertfile: /x.pem}
            modules: {preload: [res_pjsip.so, res_pjsip_transport_websocket.so]}
            extensions:
              "250": {profile: webrtc, name: A, password: {secret: one}}
            """);
        Directory.CreateDirectory(folder["secrets"]);
        folder.Write("secrets/one", "very-secret\n");
        string[] asked = ["softphone", "matriz", "250", "--desired-state", state, "--secrets", folder["secrets"], "--output", output];

        var (code, printed, _) = await Run(asked);
        var (codeWith, printedWith, _) = await Run([.. asked, "--password"]);

        Assert.Equal((0, 0), (code, codeWith));
        Assert.Contains(first, printed, StringComparison.Ordinal);
        Assert.Contains(second, printed, StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret", printed, StringComparison.Ordinal);
        Assert.Equal(output != "qr", printedWith.Contains("very-secret", StringComparison.Ordinal));
        Assert.NotEqual(printed, printedWith);
    }

    // No line that the program did not begin, and nothing that a terminal obeys.
    private static void Harmless(string text)
    {
        Assert.DoesNotContain(text, c => c != '\n' && (char.IsControl(c) || c == '\u202e'));
        Assert.DoesNotContain(
            text.Split('\n'),
            line => line.StartsWith("forged", StringComparison.Ordinal)
                || line.StartsWith("::error::", StringComparison.Ordinal)
                || line.StartsWith("reconciler: forged", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_completes_a_word_is_a_line_each()
    {
        var (code, printed, _) = await Run("[suggest:12]", "reconciler s");

        Assert.Equal(0, code);
        Assert.Superset(new HashSet<string> { "show", "status", "suspend", "sync" }, printed.Split('\n').ToHashSet());
    }

    [Fact]
    public async Task A_variable_names_the_settings()
    {
        var settings = folder.Write("settings.yaml", "desired-state: /nonexistent/state.yaml\n");

        var (code, _, errors) = await RunProgram("env", $"RECONCILER_SETTINGS={settings}", "dotnet", Assembly, "validate");

        Assert.Equal(1, code);
        Assert.StartsWith("reconciler: /nonexistent/state.yaml cannot be read", errors, StringComparison.Ordinal);
    }

    private static Task<(int Code, string Output, string Errors)> Run(params string[] arguments) =>
        RunProgram("dotnet", [Assembly, .. arguments]);

    private static async Task<(int Code, string Output, string Errors)> RunProgram(string program, params string[] arguments)
    {
        using var process = Start(program, arguments);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(Allowed);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await output, await errors);
    }

    private static Process Start(string program, params string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
