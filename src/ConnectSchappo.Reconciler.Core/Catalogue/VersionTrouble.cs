using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Catalogue;

/// <summary>
/// Something that goes wrong in some versions of Asterisk as their makers publish them, and what is done about it. A packager may have
/// mended it without a new version.
/// </summary>
/// <param name="What">What goes wrong, as a sentence.</param>
/// <param name="FixedIn">The first version of each series that is without it. Series before these have it, later ones do not.</param>
public sealed record VersionTrouble(Message What, params EquatableArray<AsteriskVersion> FixedIn)
{
    /// <summary>The only versions that have it; none where <see cref="FixedIn"/> says which do not.</summary>
    public EquatableArray<VersionSpan> Only { get; init; }

    /// <summary>The number of its public advisory; null where it is no matter of security.</summary>
    public string? Advisory { get; init; }

    /// <summary>Whether it concerns boxes with softphones in browsers alone.</summary>
    public bool IsOfSoftphones { get; init; }

    /// <summary>Whether people are told of it: not where the plan alone takes care of it.</summary>
    public bool IsTold { get; init; } = true;

    /// <summary>
    /// A renewed certificate of a TLS transport is not taken at a reload: a restart is planned in its place. Source: 16.28 and 22.10.1,
    /// tried; "Add TLS transport reload support for certificate and key", by the tags that have it.
    /// </summary>
    public static VersionTrouble KeepsOldCertificate { get; } = new(
        $"A renewed certificate of a TLS transport is served only after a restart.", new(16, 29, 0), new(18, 15, 0), new(20, 0, 0))
    {
        IsTold = false,
    };

    /// <summary>
    /// Whoever closes a WebSocket ends every registration over a WebSocket from the same address: the probe comes from 127.0.0.1, where no
    /// softphone is, and behind a proxy on the box, where all of them are, it does not come. Source: 16.28 and 22.10.1, tried; "Add remote
    /// port to transport", by the tags that have it.
    /// </summary>
    public static VersionTrouble WebSocketsShareAnAddress { get; } = new(
        $"A WebSocket that closes ends the registration of every softphone behind the same address.",
        new(16, 30, 0), new(18, 16, 0), new(20, 1, 0))
    {
        IsOfSoftphones = true,
    };

    /// <summary>
    /// <c>core reload</c> may never come back; the reloads of single modules do, and no other is ever planned. Source: asterisk/asterisk
    /// issues 1855, 1868 and 2081, and the tags that have what they name.
    /// </summary>
    public static VersionTrouble CoreReloadHangs { get; } = new(
        $"`core reload` can hang Asterisk: reload one module at a time (module reload NAME).")
    {
        Only =
        [
            new(new(18, 25, 0), new(19, 0, 0)), new(new(20, 10, 0), new(20, 20, 0)), new(new(20, 20, 1), new(20, 20, 2)),
            new(new(21, 5, 0), new(22, 0, 0)), new(new(22, 0, 0), new(22, 10, 0)),
        ],
    };

    /// <summary>All of them. The fixes of advisories are the first tags of the branches that contain them.</summary>
    public static EquatableArray<VersionTrouble> All { get; } =
    [
        KeepsOldCertificate,
        WebSocketsShareAnAddress,
        CoreReloadHangs,
        new($"A stranger can keep calls of softphones from getting sound.", new(18, 20, 1), new(20, 5, 1), new(21, 0, 1))
        {
            Advisory = "GHSA-hxj9-xwr8-w8pq", IsOfSoftphones = true,
        },
        new($"A stranger's calls may be taken for those of an endpoint.")
        {
            Only =
            [
                new(new(18, 23, 0), new(18, 23, 1)), new(new(20, 8, 0), new(20, 8, 1)), new(new(21, 3, 0), new(21, 3, 1)),
            ],
            Advisory = "GHSA-qqxj-v78h-hrf9",
        },
        new($"A stranger can crash Asterisk by the ICE of a call.", new(20, 19, 0), new(21, 12, 2), new(22, 9, 0))
        {
            Advisory = "GHSA-j29p-pvh2-pvqp", IsOfSoftphones = true,
        },
    ];

    /// <summary>Whether a version has it.</summary>
    public bool IsIn(AsteriskVersion version) => Only.IsEmpty
        ? FixedIn.FirstOrDefault(f => f.Series >= version.Series) is { Series: > 0 } next && version < next
        : Only.Any(s => s.Contains(version));
}
