using ConnectSchappo.Reconciler.Boxes.Tests.Lab;

namespace ConnectSchappo.Reconciler.Boxes.Tests.Places;

/// <summary>A kind of box that people have, and what is expected there beyond what is expected of every box.</summary>
/// <param name="Name">What kind of box it is, as a person would tell it.</param>
/// <param name="Prepare">The script that makes a fresh box of the lab one of this kind, as root on the box.</param>
internal sealed record Place(string Name, string Prepare = "")
{
    /// <summary>The major version of Asterisk: 16 or 22.</summary>
    public int Asterisk { get; init; } = 16;

    /// <summary>How Asterisk's files are laid out: Issabel or FreePBX 17.</summary>
    public string Layout { get; init; } = "Issabel";

    /// <summary>How the sample of the desired state changes for it.</summary>
    public Func<string, string> State { get; init; } = s => s;

    /// <summary>What is brought to the box, before <see cref="Prepare"/>.</summary>
    public Func<LabBox, Task> Before { get; init; } = _ => Task.CompletedTask;

    /// <summary>What is done from outside, after <see cref="Prepare"/>: addresses, known hosts.</summary>
    public Func<LabBox, Task> Outside { get; init; } = _ => Task.CompletedTask;

    /// <summary>The port of the softphones' WebSocket, over TLS.</summary>
    public int Port { get; init; } = 8089;

    /// <summary>Its path.</summary>
    public string Path { get; init; } = "/ws";

    /// <summary>How somebody restarts Asterisk there.</summary>
    public string Restart { get; init; } = "systemctl restart asterisk";

    /// <summary>What holds there at the end besides, such as that what others have on the box still works.</summary>
    public Func<LabBox, Task> Check { get; init; } = _ => Task.CompletedTask;

    /// <summary>What the program can only name there, until a person has done something; null where there is nothing of the kind.</summary>
    public Obstacle? Obstacle { get; init; }

    /// <summary>Whether every run tries it, and not the campaign alone.</summary>
    public bool IsSample { get; init; }

    /// <summary>What the lab makes it of.</summary>
    internal LabImage Image => Asterisk switch
    {
        16 => LabImage.Issabel4,
        22 => LabImage.Asterisk22,
        _ => throw new InvalidOperationException($"The lab has no Asterisk {Asterisk}."),
    };

    /// <summary>How the lab boots it.</summary>
    public string[] Boot =>
        [
            "--layout", Layout switch
            {
                "Issabel" => "issabel",
                "FreePBX 17" => "freepbx",
                _ => throw new InvalidOperationException($"The lab has no layout {Layout}."),
            },
        ];
}
