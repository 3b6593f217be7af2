namespace ConnectSchappo.Reconciler.Control;

/// <summary>A question to the daemon: one line of JSON.</summary>
internal sealed record ControlRequest
{
    /// <summary>The version of the protocol; null for the one that the daemon has.</summary>
    public int? Version { get; init; } = ControlProtocol.Version;

    public required ControlWord Command { get; init; }

    /// <summary>The box that is meant; null for all.</summary>
    public string? Box { get; init; }

    /// <summary>The boxes of <see cref="ControlWord.Plan"/>; null or none for all.</summary>
    public IReadOnlyList<string>? Boxes { get; init; }

    /// <summary>What <see cref="ControlWord.Inspect"/> is to look at, or how <see cref="ControlWord.Plan"/> is to be printed.</summary>
    public string? What { get; init; }

    /// <summary>Whether <see cref="ControlWord.Plan"/> has the text of each edit.</summary>
    public bool Diff { get; init; }

    /// <summary>Why; demanded for <see cref="ControlWord.Suspend"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>When a suspension ends by itself.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>How long <see cref="ControlWord.Sync"/> may wait for the boxes; null for not at all.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>The most entries of history.</summary>
    public int? Last { get; init; }

    /// <summary>For whom root asks, as sudo says; heeded from root alone.</summary>
    public string? OnBehalfOf { get; init; }
}
