using System.Collections.Immutable;
using System.Globalization;
using ConnectSchappo.Reconciler.Core.Catalogue;

namespace ConnectSchappo.Reconciler.Core.Observations.Texts;

/// <summary>
/// Reads Asterisk's memory from what its command line prints, for boxes where its manager interface is not to be had. Only
/// commands about one object by name are used: the tables cut long names. Formats seen on Asterisk 16.28.
/// </summary>
/// <remarks>The text is a row of answers, each after a line <c>@@ COMMAND</c>.</remarks>
public static class CliMemoryText
{
    public const string Mark = "@@ ";

    private const string Peer = "sip show peer ";

    private const string WebSocketModule = "res_pjsip_transport_websocket";

    /// <param name="catalogue">The options that this Asterisk has.</param>
    /// <param name="text">What was printed.</param>
    public static AsteriskMemory Parse(AsteriskCatalogue catalogue, string text)
    {
        var answers = Answers(text);
        if (answers.Count == 0)
        {
            return AsteriskMemory.Unknown("Asterisk's command line gave no answer");
        }

        return AsteriskMemory.Unknown("only the manager interface tells it, and that is not to be had on this box") with
        {
            Version = First(answers, "core show version", l => l.StartsWith("Asterisk ", StringComparison.Ordinal) ? l.Split(' ')[1] : null),
            Started = CoreSettingsText.Started(answers.GetValueOrDefault("core show settings") ?? []),
            ConfigDirectory = CoreSettingsText.ConfigDirectory(answers.GetValueOrDefault("core show settings") ?? []),
            Channels = Channels(answers),
            Http = HttpStatusText.Parse(answers.GetValueOrDefault("http show status") ?? []),
            Rtp = RtpSettingsText.Parse(catalogue.Rtp, answers.GetValueOrDefault("rtp show settings") ?? []),
            WebSocketTransport = ModuleListText.Parse(answers.GetValueOrDefault($"module show like {WebSocketModule}") ?? [], WebSocketModule),
            Endpoints = Objects(catalogue, answers, "pjsip show endpoint "),
            Auths = Objects(catalogue, answers, "pjsip show auth "),
            Aors = Objects(catalogue, answers, "pjsip show aor "),
            Others = Others(catalogue, answers),
            TransportNames = Names(answers, "pjsip show transports", SorceryText.TransportNames),
            TransportProtocols = Names(answers, "pjsip show transports", SorceryText.TransportProtocols),
            EndpointNames = Names(answers, "pjsip show endpoints", SorceryText.EndpointNames),
            SipPeers = Peers(answers),
            AskedFor = new(Asked(answers, "pjsip show auth "), Asked(answers, "pjsip show aor "), IsWithoutChanSip(answers) ? null : Asked(answers, Peer)),
        };
    }

    private static Dictionary<string, string[]> Answers(string text)
    {
        var answers = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var block in ('\n' + text).Split("\n" + Mark).Skip(1))
        {
            var lines = block.Split('\n');
            answers[lines[0]] = lines[1..];
        }

        return answers;
    }

    private static Fact<string> First(Dictionary<string, string[]> answers, string command, Func<string, string?> read) =>
        answers.GetValueOrDefault(command)?.Select(l => read(l.Trim())).FirstOrDefault(v => v is not null) is { } value
            ? Fact.Known(value)
            : Fact.Unknown<string>($"no answer to {command}");

    private static Fact<int> Channels(Dictionary<string, string[]> answers)
    {
        var line = answers.GetValueOrDefault("core show channels count")?.FirstOrDefault(l => l.Contains(" active channel", StringComparison.Ordinal));
        return line is not null && int.TryParse(line.Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? Fact.Known(count)
            : Fact.Unknown<int>("no answer to core show channels count");
    }

    private static Fact<ImmutableDictionary<string, SorceryObject>> Objects(
        AsteriskCatalogue catalogue, Dictionary<string, string[]> answers, string command)
    {
        var objects = ImmutableDictionary.CreateBuilder<string, SorceryObject>(StringComparer.Ordinal);
        foreach (var (asked, lines) in answers.Where(a => a.Key.StartsWith(command, StringComparison.Ordinal)))
        {
            var name = asked[command.Length..];
            if (!SorceryText.Object(catalogue, name, lines).TryGet(out var found))
            {
                return Fact.Unknown<ImmutableDictionary<string, SorceryObject>>($"no answer to {asked}");
            }

            if (found is not null)
            {
                objects[name] = found;
            }
        }

        return Fact.Known(objects.ToImmutable());
    }

    private static Fact<ImmutableHashSet<string>> Names(
        Dictionary<string, string[]> answers, string command, Func<IReadOnlyList<string>, Fact<EquatableArray<string>>> read)
    {
        var said = read(answers.GetValueOrDefault(command) ?? []);
        return said.TryGet(out var names)
            ? Fact.Known(names.ToImmutableHashSet(StringComparer.Ordinal))
            : Fact.Unknown<ImmutableHashSet<string>>(said.Missing!);
    }

    // Only what was asked about is in the answers.
    private static ImmutableDictionary<PjsipType, Fact<ImmutableDictionary<string, SorceryObject>>> Others(
        AsteriskCatalogue catalogue, Dictionary<string, string[]> answers) =>
        ((PjsipType[])[PjsipType.Transport, PjsipType.Identify, PjsipType.Registration])
            .Where(t => answers.Keys.Any(k => k.StartsWith($"pjsip show {t.TypeName()} ", StringComparison.Ordinal)))
            .Select(t => KeyValuePair.Create(t, Objects(catalogue, answers, $"pjsip show {t.TypeName()} ")))
            .Concat(answers.TryGetValue("pjsip show settings", out var settings) ? SettingsText.Parse(catalogue, settings) : [])
            .ToImmutableDictionary(); // each type once

    private static ImmutableHashSet<string> Asked(Dictionary<string, string[]> answers, string command) =>
        answers.Keys.Where(k => k.StartsWith(command, StringComparison.Ordinal)).Select(k => k[command.Length..]).ToImmutableHashSet(StringComparer.Ordinal);

    private static bool IsWithoutChanSip(Dictionary<string, string[]> answers) => answers.TryGetValue("module show like chan_sip", out var modules)
        && ModuleListText.Parse(modules, "chan_sip").TryGet(out var status) && status != ModuleStatus.Running;

    // Of those that were asked for by name.
    private static Fact<ImmutableHashSet<string>> Peers(Dictionary<string, string[]> answers)
    {
        if (IsWithoutChanSip(answers))
        {
            return Fact.Known(ImmutableHashSet<string>.Empty); // its commands do not exist
        }

        var peers = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var (asked, lines) in answers.Where(a => a.Key.StartsWith(Peer, StringComparison.Ordinal)))
        {
            if (lines.Any(l => l.Contains("* Name", StringComparison.Ordinal)))
            {
                peers.Add(asked[Peer.Length..]);
            }
            else if (!lines.Any(l => l.Contains("not found", StringComparison.Ordinal)))
            {
                return Fact.Unknown<ImmutableHashSet<string>>($"no answer to {asked}");
            }
        }

        return Fact.Known(peers.ToImmutable());
    }
}
