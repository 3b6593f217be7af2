using System.Net;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Diagnoses.Facts;

/// <summary>What the host of a box tells beside what is observed of it at each look.</summary>
public sealed record HostFacts
{
    /// <summary>The time by its clock; null where it did not tell.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>Its own addresses, without those of the loopback and of one link alone.</summary>
    public EquatableArray<IPAddress> Addresses { get; init; }

    /// <summary>The address of its own that it uses towards the client; null where there is no client, or no way to it.</summary>
    public IPAddress? Source { get; init; }

    /// <summary>Who is connected to the web server's port for softphones.</summary>
    public EquatableArray<IPEndPoint> Sessions { get; init; }

    /// <summary>The end of the log for security, oldest first.</summary>
    public EquatableArray<SecurityEvent> Events { get; init; }

    /// <summary>The last lines of Asterisk's log that tell of a trouble with calls, oldest first.</summary>
    public EquatableArray<string> Troubles { get; init; }

    /// <summary>The STUN server's answer; null where none was asked.</summary>
    public ServerAnswer? Stun { get; init; }

    /// <summary>The TURN server's answer; null where none was asked.</summary>
    public ServerAnswer? Turn { get; init; }

    /// <summary>The packet filter for IPv4; unknown where iptables does not tell it.</summary>
    public Fact<PacketFilter> Filter { get; init; } = Fact.Unknown<PacketFilter>($"iptables does not answer");

    /// <summary>What fail2ban's filters make of Asterisk's log.</summary>
    public EquatableArray<FilterTrial> Trials { get; init; }
}
