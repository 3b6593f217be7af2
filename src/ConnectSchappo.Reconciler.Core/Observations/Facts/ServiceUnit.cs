namespace ConnectSchappo.Reconciler.Core.Observations.Facts;

/// <summary>What systemd knows of a service: whether a start of it can come to anything.</summary>
public enum ServiceUnit
{
    /// <summary>Not asked, or there is no systemd.</summary>
    NotTold,

    /// <summary>It can be started.</summary>
    Loaded,

    /// <summary>Somebody forbade every start of it (<c>systemctl mask</c>).</summary>
    Masked,

    /// <summary>There is no such unit.</summary>
    Missing,

    /// <summary>Its file is there and systemd cannot use it.</summary>
    Broken,
}
