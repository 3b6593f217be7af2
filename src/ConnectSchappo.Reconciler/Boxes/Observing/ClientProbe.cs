using System.Net;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;
using ConnectSchappo.Reconciler.Probes;
using ConnectSchappo.Reconciler.Ssh;

namespace ConnectSchappo.Reconciler.Boxes.Observing;

/// <summary>
/// Asks the box's web server what a softphone would, or the proxy that ends TLS for it: which certificate it serves, and who answers
/// SIP on its WebSocket. It comes from the box itself, so that no user's contact is lost, and without credentials, so that fail2ban
/// counts nothing.
/// </summary>
internal sealed class ClientProbe(IBoxConnection line, TimeProvider time)
{
    // In seconds; only where it cannot be taken back does it last so long.
    private const int Expires = 60;

    private static readonly TimeSpan PerStage = TimeSpan.FromSeconds(5);

    /// <param name="asked">What is asked about, and where.</param>
    /// <param name="path">Tells the WebSocket's path, as soon as memory has told it.</param>
    /// <param name="notify">Has PJSIP send a NOTIFY to a URI, and tells whether it was willing.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<ClientView> Ask(
        ProbedWebSocket asked,
        Func<CancellationToken, Task<string>> path,
        Func<string, CancellationToken, Task<bool>> notify,
        CancellationToken cancellation)
    {
        var probe = Probe(asked.At, path, asked.IsSecured);
        var result = await probe.Ask(asked.Softphone, PerStage, cancellation, notify);
        if (result.WasReached is false)
        {
            result = await probe.Ask(asked.Softphone, PerStage, cancellation, notify); // it costs a restart: made sure of
        }

        if (result.TimedOut || IsOfTheWay(result.Cause))
        {
            // Slow is not broken: the next round asks again.
            return ClientView.NotAsked(result.Failure ?? $"timed out") with { Took = result.Duration };
        }

        return new ClientView(
            result.Tls is { } tls ? Fact.Known(tls.Certificate) : Fact.Unknown<Certificate>(result.Failure ?? $"no handshake"),
            result.Answers == WebSocketAnswer.Nobody && result.SipStatus is { } status
                ? Fact.Unknown<WebSocketAnswer>($"the answer {status} came without a challenge, so its sender is unknown")
                : Fact.Known(result.Answers))
        {
            CanBeCalled = result.WasReached is { } reached ? Fact.Known(reached) : Fact.Unknown<bool>(
                $"the test needs the manager interface, "
                    + $"and in [global] a default_outbound_endpoint without a transport or proxy of its own"),
            IsPlain = !asked.IsSecured,
            Took = result.Duration,
        };
    }

    /// <summary>
    /// Registers as the identity that the policy names, from the box's own 127.0.0.1, and takes it back at once. Asked once for a
    /// change and not by a look: for a moment it makes a contact, and fail2ban counts a refusal.
    /// </summary>
    /// <returns>What speaks against it; null where it registered, or nobody is named.</returns>
    public async Task<Message?> Register(DesiredBox box, string path, ResolvedSecrets secrets)
    {
        if (box.Policy.ProbeAs is not { } name || box.Password(name) is not { } secret || WebRtc.TlsAt(box) is not { } at)
        {
            return null;
        }

        if (!secrets.Values.TryGetValue(secret.Name, out var password))
        {
            return null; // reported already, as a secret that is missing: it says nothing against the change
        }

        var probe = Probe(at, _ => Task.FromResult(path), isSecured: true);
        var result = await probe.Register(name, password, Expires, PerStage, CancellationToken.None);
        if (result.TimedOut || IsOfTheWay(result.Cause))
        {
            result = await probe.Register(name, password, Expires, PerStage, CancellationToken.None);
        }

        return result.Failure is { } failure ? (Message)$"{name} cannot register over the WebSocket: {failure}" : null;
    }

    private WebSocketProbe Probe(IPEndPoint at, Func<CancellationToken, Task<string>> path, bool isSecured) =>
        new(token => line.OpenPort(at, PerStage, token), path, Random.Shared, time) { IsSecured = isSecured };

    // A closed port, a hang-up and what is no TLS are the listener's answer. What kept us from hearing one says nothing of it.
    private static bool IsOfTheWay(Exception? cause)
    {
        for (var failure = cause; failure is not null; failure = failure.InnerException)
        {
            if (failure is SshFailure { Kind: not SshFailureKind.PortClosed } or BoxFailure { Kind: not BoxFailureKind.PortClosed })
            {
                return true;
            }
        }

        return false;
    }
}
