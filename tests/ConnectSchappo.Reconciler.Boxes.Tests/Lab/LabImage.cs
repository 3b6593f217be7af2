namespace ConnectSchappo.Reconciler.Boxes.Tests.Lab;

/// <summary>An image of the lab with Asterisk on it.</summary>
/// <param name="Name">As tests/lab/box has it.</param>
/// <param name="Series">The first number of its version of Asterisk.</param>
public sealed record LabImage(string Name, int Series)
{
    public static LabImage Issabel4 { get; } = new("issabel4", 16);

    public static LabImage Asterisk22 { get; } = new("asterisk22", 22);

    /// <summary>
    /// What most rows of a campaign are for; those that speak of chan_sip are for 16 alone, since 21 and later have none.
    /// </summary>
    internal static int[] EverySeries { get; } = [Issabel4.Series, Asterisk22.Series];

    /// <summary>What boxes are made of where a test does not say: <c>LAB_IMAGE</c>, as for tests/lab/box.</summary>
    public static LabImage Usual { get; } = Environment.GetEnvironmentVariable("LAB_IMAGE") switch
    {
        null or "" or "issabel4" => Issabel4,
        "asterisk22" => Asterisk22,
        var other => throw new InvalidOperationException($"LAB_IMAGE={other}: the tests know issabel4 and asterisk22"),
    };
}
