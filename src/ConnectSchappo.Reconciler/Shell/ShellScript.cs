using System.Globalization;
using System.Text;

namespace ConnectSchappo.Reconciler.Shell;

/// <summary>
/// A script as it is sent to a box: files of shell, in the order in which they are added, and what they are given from here. That is
/// always a quoted word, the value of a variable or behind a command: no shell is made of it. First come the exit codes that files name.
/// </summary>
internal sealed class ShellScript
{
    private readonly StringBuilder text = new();
    private readonly SortedSet<ScriptExit> exits = [];

    /// <summary>A command with its words, as a line without its end.</summary>
    /// <param name="command">A command of ours, such as a function of a file, taken as it is.</param>
    /// <param name="words">Anything.</param>
    public static string Command(string command, params IEnumerable<string> words) =>
        string.Join(' ', words.Select(ShellWord.Quote).Prepend(command));

    /// <summary>Gives a variable its value.</summary>
    public ShellScript Set(string name, string value) => Line($"{name}={ShellWord.Quote(value)}");

    /// <summary>Gives a variable that is a flag its value: 1, or nothing.</summary>
    public ShellScript Set(string name, bool value) => Set(name, value ? "1" : "");

    public ShellScript Set(string name, long value) => Set(name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds the text of files, as it is.</summary>
    public ShellScript Add(params IEnumerable<ShellFile> files)
    {
        foreach (var file in files)
        {
            text.Append(file.Text);
            exits.UnionWith(file.Exits);
        }

        return this;
    }

    /// <summary>Runs a command with its words.</summary>
    public ShellScript Run(string command, params IEnumerable<string> words) => Line(Command(command, words));

    /// <summary>Runs a command with paths, among them globs, of which the shell expands the stars.</summary>
    public ShellScript RunOn(string command, IEnumerable<string> paths) =>
        Line(string.Join(' ', paths.Select(ShellWord.Pattern).Prepend(command)));

    /// <summary>Defines a function that runs commands, each with its words, one after the other; it may have none.</summary>
    public ShellScript Define(string function, IEnumerable<IEnumerable<string>> commands)
    {
        Line($"{function}() {{");
        foreach (var command in commands)
        {
            Run(command.First(), command.Skip(1));
        }

        return Line(":").Line("}");
    }

    public override string ToString() => exits.Count == 0
        ? text.ToString()
        : string.Create(CultureInfo.InvariantCulture, $"{string.Join(' ', exits.Select(e => $"{ShellFile.NameOf(e)}={(int)e}"))}\n{text}");

    private ShellScript Line(string line)
    {
        text.Append(line).Append('\n');
        return this;
    }
}
