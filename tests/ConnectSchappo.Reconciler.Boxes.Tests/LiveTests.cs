using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ConnectSchappo.Reconciler.Boxes.Tests.Lab;
using ConnectSchappo.Reconciler.Boxes.Tests.Live;
using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests;

/// <summary>
/// Each single change of the desired state on a real box while people talk: the plan takes the least activation, Asterisk runs as
/// written, no call is cut or silent, no phone has to register again, and a restart waits for the last call.
/// </summary>
[Trait("campaign", "live")]
public class LiveTests
{
    private const int MostLost = 5; // frames of 20 ms
    private const int LongestSilence = 1000; // ms; a busy host alone makes some hundred

    private static readonly bool Whole = Campaign.IsWhole("live");

    [Fact]
    public async Task Every_change_is_made_under_live_calls_with_the_least_activation()
    {
        Assert.SkipWhen(Whole && BrowserPhone.Missing is not null, BrowserPhone.Missing ?? "");
        await using var box = await LabBox.Up("live");
        await box.WriteSecret("phone-260", "Desk-260-lab");
        var state = $"apiVersion: reconciler/v1\nboxes:\n  matriz: {{address: {box.Address}, user: reconciler}}\nasterisk: {box.Series}\n";

        await using var desk = await DeskPhone.Call(box, "100", "lab-100", box.DeskPort);
        state = await Try(box, Wanted(box, LiveRows.Factory), state, [desk]);

        // What needs a restart waits for both calls, and lets new ones through.
        await using var pjsipDesk = await DeskPhone.Call(box, "260", "Desk-260-lab", 5070);
        state = box.OfSeries(await File.ReadAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "Live", "desired-state.yaml"), TestContext.Current.CancellationToken))
            .Replace("{address}", box.Address, StringComparison.Ordinal);
        await TakeTheWebSocket(box, state, [desk, pjsipDesk]);

        await using var again = await DeskPhone.Call(box, "100", "lab-100", box.DeskPort);
        await using var pjsipAgain = await DeskPhone.Call(box, "260", "Desk-260-lab", 5070);
        await using var browser = Whole ? await BrowserPhone.Call(box, "250", "Schappo-250-lab") : null;
        IPhone[] phones = [again, pjsipAgain, .. browser is null ? Array.Empty<IPhone>() : [browser]];
        state = await Try(box, Wanted(box, LiveRows.Converged), state, phones);
        await Try(box, Wanted(box, LiveRows.Waiting), state, phones);

        await box.Asterisk("channel request hangup all");
        await Task.WhenAll(phones.Select(p => p.Ended()));
        var born = await box.Born();
        var apply = await box.Reconciler("apply", "--yes");
        Assert.True(apply.ExitCode == 0, apply.All);
        Assert.Equal(Whole, born != await box.Born());
        foreach (var row in Wanted(box, LiveRows.Waiting))
        {
            await box.Sh(row.Memory);
        }
    }

    private static IEnumerable<LiveRow> Wanted(LabBox box, IEnumerable<LiveRow> rows) =>
        rows.Where(r => r.Series.Contains(box.Series) && (Whole || r.IsSample));

    private static async Task<string> Try(LabBox box, IEnumerable<LiveRow> rows, string state, IPhone[] phones)
    {
        var born = await box.Born();
        var registered = await Registered(box);
        foreach (var row in rows)
        {
            await box.Sh(row.Before ?? "true");
            if (row.Secret is { } secret)
            {
                await box.WriteSecret("phone-260", secret);
            }

            state = row.Edit(state);
            await File.WriteAllTextAsync(box.DesiredStatePath, state, TestContext.Current.CancellationToken);
            await Listen(phones);

            var apply = await box.Reconciler("apply", "--yes", "--output", "json");

            Assert.True(apply.ExitCode == (row.Waits ? 5 : 0), $"{row.Change}\n{apply.All}");
            var outcome = JsonDocument.Parse(apply.Output).RootElement.GetProperty("boxes")[0];
            Assert.True(row.Activations == Activations(outcome), $"{row.Change}\n{apply.All}");
            Assert.All(
                outcome.GetProperty("steps").EnumerateArray(),
                s => Assert.Equal(
                    s.GetProperty("what").GetString() == "restart" ? "pending" : "done", s.GetProperty("result").GetString()));
            await Task.Delay(TimeSpan.FromSeconds(0.7), TestContext.Current.CancellationToken);
            var sound = await Listen(phones, row.Change);
            await box.Sh(row.Waits ? "true" : row.Memory);
            Assert.Equal(born, await box.Born());
            Assert.Equal(registered, await Registered(box));
            Tell(row.Change, row.Activations, sound);
        }

        return state;
    }

    // Where there is a chan_sip, PJSIP gets the WebSocket by a restart alone, which waits; elsewhere it has it.
    private static async Task TakeTheWebSocket(LabBox box, string state, IPhone[] phones)
    {
        await File.WriteAllTextAsync(box.DesiredStatePath, state, TestContext.Current.CancellationToken);
        var born = await box.Born();
        var registered = await Registered(box);
        await Listen(phones);
        var apply = await box.Reconciler("apply", "--yes", "--output", "json");
        Assert.True(apply.ExitCode == (box.Series < 21 ? 5 : 0), apply.All);
        Assert.Equal(
            box.Series < 21 ? "http_reload pjsip_reload sip_reload restart" : "http_reload pjsip_reload",
            Activations(JsonDocument.Parse(apply.Output).RootElement.GetProperty("boxes")[0]));
        await using var late = await DeskPhone.Call(box, "101", "lab-101", box.DeskPort);
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        var sound = await Listen([.. phones, late], "restart");
        Assert.Equal(born, await box.Born());
        Tell("preload of PJSIP's WebSocket, with calls up", box.Series < 21 ? "Restart waits" : "", sound);

        await box.Asterisk("channel request hangup all");
        await Task.WhenAll(phones.Append(late).Select(p => p.Ended()));
        if (box.Series >= 21)
        {
            return;
        }

        apply = await box.Reconciler("apply", "--yes", "--output", "json");
        Assert.True(apply.ExitCode == 0, apply.All);
        Assert.Equal("restart", Activations(JsonDocument.Parse(apply.Output).RootElement.GetProperty("boxes")[0]));
        Assert.NotEqual(born, await box.Born());
        Assert.Equal(registered, await Registered(box));
        Tell("the same, once all have hung up", "Restart", []);
    }

    private static async Task<List<SoundAccount>> Listen(IPhone[] phones, string? change = null)
    {
        var accounts = new List<SoundAccount>();
        foreach (var phone in phones)
        {
            var sound = await phone.Account();
            accounts.Add(sound);
            if (change is not null)
            {
                Assert.True(phone.IsUp, $"{change}: the call of {phone.Name} was ended");
                Assert.True(
                    sound.Frames > 0 && sound.Lost <= MostLost && sound.Silence <= LongestSilence, $"{change}: {phone.Name} heard {sound}");
            }
        }

        return accounts;
    }

    private static string Activations(JsonElement outcome) =>
        string.Join(' ', outcome.GetProperty("plan").GetProperty("activations").EnumerateArray()
            .Select(a => a.GetProperty("activation").GetString()));

    /// <summary>
    /// Every contact with its port, and the open sockets of softphones elsewhere: the same as long as nobody had to register again.
    /// </summary>
    private static async Task<string> Registered(LabBox box)
    {
        var said = await box.Sh("""
            asterisk -rx 'database show registrar'
            asterisk -rx 'sip show peer 100' | sed -n 's/.*Reg. Contact : /peer /p'
            ss -Htn state established 'sport = :8089'
            """);
        var facts = Regex.Matches(said, @"""uri"":""[^""]+""|^peer \S+|\S+:8089 +(?!127\.)\S+", RegexOptions.Multiline)
            .Select(m => m.Value);
        return string.Join('\n', facts.Order(StringComparer.Ordinal));
    }

    private static void Tell(string change, string activations, IEnumerable<SoundAccount> sound) => Campaign.Tell(
        string.Create(
            CultureInfo.InvariantCulture,
            $"{change,-52} {(activations.Length == 0 ? "nothing" : activations),-22} {string.Join("; ", sound)}"));
}
