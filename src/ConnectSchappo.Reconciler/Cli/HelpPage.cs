using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Text;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>The help of a command, as wide as the terminal and no wider than people read. In a pipe it has 80 columns.</summary>
internal sealed class HelpPage : SynchronousCommandLineAction
{
    private const int Narrow = 40, Usual = 80, Wide = 100, Second = 26;

    /// <summary>Puts it in place of the help that a command has by itself.</summary>
    public static void Install(RootCommand root)
    {
        root.Options.Remove(root.Options.Single(o => o is HelpOption));
        root.Options.Add(new HelpOption("--help", "-h") { Action = new HelpPage(), Description = "Print this help." });

        foreach (var version in root.Options.OfType<VersionOption>())
        {
            version.Description = "Print the version.";
        }
    }

    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.Write(Of(parseResult.CommandResult.Command, Width()));
        return ExitCode.Converged;
    }

    /// <summary>The text of a command's help.</summary>
    /// <param name="command">The command; the root lists all others.</param>
    /// <param name="width">The columns that it may have.</param>
    public static string Of(Command command, int width)
    {
        var text = new StringBuilder();
        var isRoot = command is RootCommand;
        Paragraph(text, $"Usage: {Synopsis(command)}", 0, width);
        text.Append('\n');
        Paragraph(text, command.Description ?? "", 0, width);
        Section(text, "Commands", command.Subcommands.Where(c => !c.Hidden).Select(c => (Label(c), FirstSentence(c.Description))), width);
        Section(text, "Arguments", command.Arguments.Select(a => (a.Name, a.Description ?? "")), width);
        var options = command.Options.Where(o => !o.Hidden).ToList();
        Section(text, "Options", options.Where(o => !IsOfAccess(o)).Select(Row), width);
        Section(text, "Options for the desired state and the way to the boxes", options.Where(IsOfAccess).Select(Row), width);
        if (isRoot)
        {
            text.Append('\n');
            Paragraph(text, "For the help of one command: reconciler COMMAND --help", 0, width);
        }

        return text.ToString();
    }

    /// <summary>How a command is typed.</summary>
    public static string Synopsis(Command command) => command is RootCommand ? "reconciler COMMAND [OPTIONS]"
        : $"reconciler {Label(command)} [OPTIONS]";

    /// <summary>A command with its arguments, those in brackets that may be left out.</summary>
    public static string Label(Command command) => string.Join(' ', command.Arguments.Select(Label).Prepend(command.Name));

    /// <summary>An option with its short name before it, where it has one.</summary>
    public static string Names(Option option) => string.Join(", ", option.Aliases.Where(a => a.Length == 2).Append(option.Name));

    private static int Width() => Math.Clamp(Console.IsOutputRedirected ? Usual : Console.WindowWidth, Narrow, Wide);

    // Those that many commands have alike, so that a command's own come first.
    private static bool IsOfAccess(Option option) => option.Name.StartsWith("--git-", StringComparison.Ordinal)
        || option.Name is "--desired-state" or "--settings" or "--require-signed" or "--ssh-key" or "--known-hosts" or "--secrets"
            or "--secret-command" or "--control";

    private static string Label(Argument argument) => (argument.Arity.MinimumNumberOfValues, argument.Arity.MaximumNumberOfValues) switch
    {
        (0, 1) => $"[{argument.Name}]",
        (0, _) => $"[{argument.Name}...]",
        _ => argument.Name,
    };

    private static (string Label, string Text) Row(Option option) =>
        ($"{Names(option)}{(option.HelpName is { } value ? $" {value}" : "")}", option.Description ?? "");

    private static string FirstSentence(string? text) =>
        (text ?? "").Split(". ")[0].TrimEnd('.') + ".";

    private static void Section(StringBuilder text, string title, IEnumerable<(string Label, string Text)> rows, int width)
    {
        var all = rows.ToList();
        if (all.Count == 0)
        {
            return;
        }

        text.Append($"\n{title}:\n");
        foreach (var (label, description) in all)
        {
            text.Append($"  {label}");
            var fits = label.Length + 2 < Second;
            text.Append(fits ? new string(' ', Second - label.Length - 2) : "\n" + new string(' ', Second));
            Paragraph(text, description, Second, width, begun: true);
        }
    }

    // One word that is wider than the line stays whole.
    private static void Paragraph(StringBuilder text, string words, int indentation, int width, bool begun = false)
    {
        var column = begun ? indentation : 0;
        var isFirst = true;
        foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isFirst && column + 1 + word.Length > width)
            {
                text.Append('\n').Append(' ', indentation);
                (column, isFirst) = (indentation, true);
            }

            text.Append(isFirst ? "" : " ").Append(word);
            column += word.Length + (isFirst ? 0 : 1);
            isFirst = false;
        }

        text.Append('\n');
    }
}
