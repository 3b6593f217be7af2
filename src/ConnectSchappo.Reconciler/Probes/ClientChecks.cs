using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Probes;

/// <summary>What probes found, to be said check by check.</summary>
internal sealed record ClientChecks
{
    private static readonly Message NotReached = $"an earlier check failed";
    private static readonly Message NotOpened = $"no WebSocket was opened";
    private static readonly Message ProxyEndsTls = $"a proxy ends TLS";

    /// <summary>The extension that a softphone would log in as.</summary>
    public required string Extension { get; init; }

    /// <summary>Where the connection goes, for a person.</summary>
    public required Message At { get; init; }

    /// <summary>Whether the probe comes from the box itself, and not the way that users come.</summary>
    public required bool FromBox { get; init; }

    /// <summary>Whether TLS comes before the WebSocket.</summary>
    public bool IsSecured { get; init; } = true;

    /// <summary>The path asked for as a page. Null from the box, where a WebSocket harms nobody.</summary>
    public ProbeResult? Look { get; init; }

    /// <summary>The WebSocket opened, and a REGISTER without credentials. Null where it was not tried.</summary>
    public ProbeResult? Talk { get; init; }

    /// <summary>Why no WebSocket was opened, though there would be one.</summary>
    public Message? Harm { get; init; }

    /// <summary>A registration with the password. Null where it was not tried.</summary>
    public ProbeResult? Login { get; init; }

    /// <summary>Why nobody logged in; null where nobody wanted to, or it was tried.</summary>
    public Message? NoLogin { get; init; }

    /// <summary>
    /// Why no WebSocket is opened from outside, by what the web server says of itself; null where it is harmless. The close of a WebSocket
    /// ends the registrations of the softphones behind the same address, in versions with
    /// <see cref="VersionTrouble.WebSocketsShareAnAddress"/>.
    /// </summary>
    public static Message? HarmOf(HttpAnswer page)
    {
        if (page.Version is not { } version)
        {
            return $"not opened: the web server does not tell the version of Asterisk, and in some versions the end of a WebSocket "
                + $"unregisters all softphones behind the same address. Add --on-box";
        }

        if (VersionTrouble.WebSocketsShareAnAddress.IsIn(version))
        {
            return $"not opened: in Asterisk {version} the end of a WebSocket unregisters all softphones behind the same address. "
                + $"Add --on-box";
        }

        return null;
    }

    /// <summary>The checks, in the order of <see cref="ClientCheckKind"/>.</summary>
    public EquatableArray<ClientCheck> All => new ClientCheck?[] { Connection, Tls, Certificate, Page, WebSocket, Registrar, Calls, LogIn }
        .OfType<ClientCheck>().ToEquatableArray();

    private ProbeResult First => Look ?? Talk ?? throw new InvalidOperationException("Nothing was probed.");

    private ClientCheck Connection => Stage(First, ClientCheckKind.Connection, ProbeStage.Connected, true, $"{At} accepts a connection");

    private ClientCheck Tls => IsSecured
        ? Stage(First, ClientCheckKind.Tls, ProbeStage.Secured, Reached(First, ProbeStage.Connected), $"{First.Tls?.Version}")
        : Skipped(ClientCheckKind.Tls, ProxyEndsTls);

    private ClientCheck Certificate => First.Tls is not { } tls
        ? Skipped(ClientCheckKind.Certificate, IsSecured ? NotReached : ProxyEndsTls)
        : FromBox ? Skipped(
            ClientCheckKind.Certificate, $"not judged: only a probe from outside uses the name that users type. Leave out --on-box")
        : tls.Objections.Count == 0
            ? new(ClientCheckKind.Certificate, CheckResult.Ok, $"valid until {tls.Certificate.NotAfter:yyyy-MM-dd}")
        : new(
            ClientCheckKind.Certificate,
            CheckResult.Warning,
            $"browsers refuse it: {Listing.Of(tls.Objections)}. Replace it, or let each user accept it at https://{At}");

    private ClientCheck? Page => Look is not { } look ? null
        : Reached(look, ProbeStage.Found) && look.Failure is { } wrong ? new(ClientCheckKind.Page, CheckResult.Failed, wrong)
        : Stage(look, ClientCheckKind.Page, ProbeStage.Found, IsOpen(look), $"{look.Page?.Line}");

    private ClientCheck WebSocket => Talk is not { } talk ? Skipped(ClientCheckKind.WebSocket, Harm ?? NotReached)
        : Stage(talk, ClientCheckKind.WebSocket, ProbeStage.Upgraded, IsOpen(talk), $"it opens for sip");

    private ClientCheck Registrar => Talk is not { } talk || !Reached(talk, ProbeStage.Upgraded)
        ? Skipped(ClientCheckKind.Registrar, Harm is null ? NotReached : NotOpened)
        : talk.Answers switch
        {
            WebSocketAnswer.Pjsip => Stage(
                talk, ClientCheckKind.Registrar, ProbeStage.Answered, true, $"PJSIP asks {Extension} for its password"),
            WebSocketAnswer.ChanSip => new(
                ClientCheckKind.Registrar, CheckResult.Failed, $"chan_sip answers, so that no softphone can register"),
            // It was told without a contact, and so nobody was registered.
            _ when talk.SipStatus is >= 200 and < 300 => new(
                ClientCheckKind.Registrar, CheckResult.Warning,
                $"{Extension} needs no password: whoever reaches this port can be {Extension}, and call. Give its endpoint an auth"),
            _ => new(ClientCheckKind.Registrar, CheckResult.Failed, talk.Failure ?? $"nobody answers"),
        };

    private ClientCheck? Calls => !FromBox ? null
        : Talk?.WasReached switch
        {
            true => new(ClientCheckKind.Calls, CheckResult.Ok, $"a NOTIFY of Asterisk arrived"),
            false => new(
                ClientCheckKind.Calls,
                CheckResult.Failed,
                $"a NOTIFY of Asterisk did not arrive: it can call no softphone until it restarts"),
            null => Skipped(
                ClientCheckKind.Calls,
                Talk?.Answers == WebSocketAnswer.Pjsip
                    ? $"it needs Asterisk's manager interface, and in [global] of PJSIP a default_outbound_endpoint without a transport"
                    : NotReached),
        };

    private ClientCheck? LogIn => Login is { } login
        ? login.Failure is { } refused
            ? new(ClientCheckKind.Login, CheckResult.Failed, refused)
            : Stage(login, ClientCheckKind.Login, ProbeStage.Answered, true, $"{Extension} registered; the registration is taken back")
        : NoLogin is { } why ? Skipped(ClientCheckKind.Login, why)
        : null;

    private bool IsOpen(ProbeResult result) => Reached(result, IsSecured ? ProbeStage.Secured : ProbeStage.Connected);

    private static bool Reached(ProbeResult result, ProbeStage stage) => result.Times.ContainsKey(stage);

    private static ClientCheck Stage(ProbeResult result, ClientCheckKind kind, ProbeStage stage, bool wasTried, Message found) =>
        result.Times.TryGetValue(stage, out var took) ? new(kind, CheckResult.Ok, found, took)
        : wasTried ? new(kind, CheckResult.Failed, result.Failure ?? NotReached)
        : Skipped(kind, NotReached);

    private static ClientCheck Skipped(ClientCheckKind kind, Message why) => new(kind, CheckResult.Skipped, why);
}
