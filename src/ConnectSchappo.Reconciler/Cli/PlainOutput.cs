using System.Text;
using ConnectSchappo.Reconciler.Core;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>
/// The program's edge to a terminal: everything that is written as text goes through here, and what a box, a repository or another
/// user wrote cannot do more than be read. What is written as a line is one line; a text of several is made by <see cref="PlainLines"/>.
/// What
/// the program itself does with a screen goes past it.
/// </summary>
internal sealed class PlainOutput(TextWriter destination) : TextWriter
{
    private const string HomeAndClear = "\e[H\e[J";

    public override Encoding Encoding => destination.Encoding;

    /// <summary>Puts itself between this process and its standard output and standard error.</summary>
    public static void Install()
    {
        Console.SetOut(Synchronized(new PlainOutput(Console.Out)));
        Console.SetError(Synchronized(new PlainOutput(Console.Error)));
    }

    /// <summary>Clears the screen where there is one.</summary>
    public static void ClearScreen()
    {
        if (!Console.IsOutputRedirected)
        {
            using var terminal = Console.OpenStandardOutput();
            terminal.Write(Encoding.ASCII.GetBytes(HomeAndClear));
        }
    }

    public override void Write(char value) => destination.Write(PlainText.Lines(value.ToString()));

    public override void Write(string? value) => destination.Write(PlainText.Lines(value ?? ""));

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    /// <summary>One line, whatever is in it.</summary>
    public override void WriteLine(string? value) => destination.Write(PlainText.Line(value ?? "") + "\n");

    public override void Flush() => destination.Flush();
}
