namespace ConnectSchappo.Reconciler.Core.Messages;

/// <summary>What messages are printed in.</summary>
public abstract class Language
{
    /// <summary>The language that messages are written in.</summary>
    public static Language English { get; } = new Source();

    /// <summary>The language of whoever started this process.</summary>
    public static Language Current { get; set; } = English;

    /// <summary>The words for a message, with a number in braces where each of its arguments goes.</summary>
    /// <param name="id">Those that it was written with (<see cref="Message.Id"/>).</param>
    public abstract string Template(string id);

    private sealed class Source : Language
    {
        public override string Template(string id) => id;
    }
}
