using System.Globalization;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Subjects.Http;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

namespace ConnectSchappo.Reconciler.Core.Diagnoses;

/// <summary>The web server that softphones come to.</summary>
internal sealed class WebServerLink() : Link(
    "web server", "its listeners in memory, and how many connections it takes", NoListener, Exhausted, NearlyExhausted)
{
    private const string Limit = "sessionlimit";

    // Source: Asterisk 16.28 main/http.c, DEFAULT_SESSION_LIMIT; tried on 16.28 and 22.10: a WebSocket counts as long as it is open.
    private const int DefaultLimit = 100;

    private static readonly Cause NoListener = new("no-listener", $"the web server has no listener for softphones");
    private static readonly Cause Exhausted = new("sessions-exhausted", $"as many connections are open as sessionlimit allows");
    private static readonly Cause NearlyExhausted = new(
        "sessions-nearly-exhausted", $"nine of ten connections that sessionlimit allows are open");

    internal override bool Owns(Drift drift, Evidence evidence) => drift.Subject == HttpSubject.Instance
        && drift.Kind != DriftKind.Certificate;

    private protected override Message? NotLooked(Evidence evidence) =>
        !evidence.IsSoftphone ? NotASoftphone(evidence)
        : evidence.Seen.Memory.Http.Missing is { } missing ? evidence.NoMemory ?? missing : null;

    private protected override IEnumerable<Finding> Find(Evidence evidence)
    {
        var http = evidence.Seen.Memory.Http.TryGet(out var known) ? known : throw new InvalidOperationException("It is not looked at.");
        var differs = evidence.Drifts.Any(d => Owns(d, evidence) && d.InMemory);
        if (http.Tls is null && !(http.Plain is not null && WebRtc.IsBehindProxy(evidence.Box)) && !differs)
        {
            yield return new(
                Weight.Broken, NoListener, $"the web server has no listener with TLS", $"http show status lists none",
                $"http: {{enabled: yes, tlsenable: yes, tlsbindaddr: 0.0.0.0:8089, tlscertfile: ...}} in the desired state");
        }

        // Asterisk counts a connection after its TLS handshake, and the kernel before it: whoever still got in shows that there is room.
        var (open, most) = (evidence.Host.Sessions.Count, Most(evidence));
        if (open >= most * 9 / 10)
        {
            var isFull = open >= most && (evidence.Way.IsEmpty || evidence.Way.Any(s => s.Weight == Weight.Broken));
            yield return new(
                isFull ? Weight.Broken : Weight.Remark, isFull ? Exhausted : NearlyExhausted,
                isFull ? $"{open} connections to the web server are open, and it takes {most}: whoever comes next is turned away"
                    : (Message)$"{open} connections to the web server are open, and it takes {most}",
                $"/proc/net/tcp; sessionlimit {most}",
                $"http: {{sessionlimit: {most * 4}}} in the desired state, then: reconciler apply {evidence.Box.Name}");
        }
    }

    private protected override Message Well(Evidence evidence) => evidence.Seen.Memory.Http.TryGet(out var http)
        ? $"it listens at {http.Tls ?? http.Plain}; {evidence.Host.Sessions.Count} of {Most(evidence)} connections are open"
        : Message.Empty;

    /// <summary>Why nothing of a browser's way is looked at.</summary>
    internal static Message NotASoftphone(Evidence evidence) => evidence.Extension is null ? $"the box has no softphone"
        : evidence.NoPhone ?? $"{evidence.Extension} is no softphone";

    private static int Most(Evidence evidence)
    {
        var chain = evidence.View.Of(HttpSubject.Instance.ConfigFile!);
        return int.TryParse(chain.Effective(chain.Now, Limit)?.Value.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var most)
            && most > 0 ? most : DefaultLimit;
    }
}
