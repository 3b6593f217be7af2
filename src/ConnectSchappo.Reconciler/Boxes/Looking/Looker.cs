using System.Collections.Immutable;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Observations.Texts;

namespace ConnectSchappo.Reconciler.Boxes.Looking;

/// <summary>
/// Looks at one box over an open line: files and fail2ban by the root shell, Asterisk's memory by its manager interface, the
/// client's view by a probe, all at the same time. It changes nothing. What was read before and has not changed is not sent again.
/// </summary>
internal sealed class Looker(IBoxLine line, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan ScriptDeadline = TimeSpan.FromSeconds(30);

    // An include of an include of an include: each depth that is new costs one more round trip, once.
    private const int MostDepth = 12;

    private readonly MemoryReader memory = new(line, time);
    private readonly ClientProbe probe = new(line, time);
    private readonly SortedSet<string> paths = new(FirstPaths(), StringComparer.Ordinal);
    private LookText? last;

    /// <summary>All that fail2ban makes its jails of, so that what has the last word over our file is found.</summary>
    private static readonly string[] JailFiles =
        ["/etc/fail2ban/jail.conf", "/etc/fail2ban/jail.d/*.conf", "/etc/fail2ban/jail.local", "/etc/fail2ban/jail.d/*.local"];

    public async Task<Observation> Look(DesiredBox box, CancellationToken cancellation)
    {
        var at = time.GetUtcNow();
        var files = LookAtFiles(box, cancellation);
        var running = memory.Read(box, cancellation);
        var client = probe.Ask(
            box,
            async (uri, token) =>
            {
                await running.WaitAsync(token);
                return await memory.Notify(uri, token);
            },
            cancellation);
        await Task.WhenAll(files, running, client);
        var (life, now) = await running;
        var text = await files;
        return new Observation
        {
            At = at,
            Files = text.Files,
            KeyMatches = text.KeyMatches,
            Unreadable = text.Unreadable,
            Complaints = text.Complaints,
            Kernel = text.Kernel,
            Asterisk = life,
            Memory = now,
            Fail2ban = text.Fail2ban,
            Jails = text.Jails,
            CertificateOnDisk = text.CertificateOnDisk,
            Client = await client,
            OurAddress = text.OurAddress,
        };
    }

    public ValueTask DisposeAsync() => memory.DisposeAsync();

    private static IEnumerable<string> FirstPaths() =>
        Chain.All.SelectMany(c => (string[])[c.Top, c.Custom, c.Own])
            .Concat(JailFiles).Concat([$"{Chain.Directory}/pjsip_wizard.conf", $"{Chain.Directory}/sorcery.conf"]);

    private async Task<LookText> LookAtFiles(DesiredBox box, CancellationToken cancellation)
    {
        string? Named(string option) => box.Http.LastOrDefault(o => o.Name.Equals(option, StringComparison.OrdinalIgnoreCase))?.Value.ToString();
        for (var depth = 0; ; depth++)
        {
            var reply = await line.Run(
                LookScript.Text(paths, Named("tlscertfile"), Named("tlsprivatekey")), LookText.Known(last), ScriptDeadline, cancellation);
            if (reply.ExitCode != 0)
            {
                throw new BoxFailure(BoxFailureKind.Unexpected, $"The box's shell ended the look with {reply.ExitCode}: {reply.Errors.Trim()}");
            }

            var look = LookText.Parse(reply.Output.Span, last);
            last = look;
            if (depth >= MostDepth || !AddWanted(look.Files))
            {
                return look;
            }
        }
    }

    private bool AddWanted(ImmutableDictionary<string, BoxFile> files)
    {
        var set = new ConfFileSet(files.Values.Select(f => ConfDocument.Parse(f.Path, f.Content)), paths);
        var before = paths.Count;
        paths.UnionWith(Chain.All.SelectMany(c => ConfTree.Load(set, c.Top).Wanted));
        return paths.Count > before;
    }
}
