using System.CommandLine;
using System.CommandLine.Parsing;
using ConnectSchappo.Reconciler.Core.Desired;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>
/// What is wrong with a command line, a line for each fault, and which help to read. The words are the program's own, so that they are the
/// same whatever language the host has.
/// </summary>
internal static class UsageErrors
{
    /// <summary>Has a command, and those below it, refuse an unknown option that would count as an argument.</summary>
    public static void Check(Command command)
    {
        command.Validators.Add(result =>
        {
            foreach (var option in Stray(result))
            {
                result.AddError(Unknown(option, result));
            }
        });
        foreach (var below in command.Subcommands)
        {
            Check(below);
        }
    }

    /// <summary>The lines.</summary>
    public static IReadOnlyList<string> Of(ParseResult parse)
    {
        var path = Path(parse.CommandResult);
        var stray = Stray(parse.CommandResult).Select(t => Unknown(t, parse.CommandResult)).ToList();

        // Whoever mistypes an option has a word too many, or one too few, by that alone.
        List<string> faults =
        [
            .. stray.Count > 0 ? stray
                : parse.UnmatchedTokens.Count > 0 ? parse.UnmatchedTokens.Select(t => Unknown(t, parse.CommandResult))
                : Missing(parse.CommandResult),
            .. Miscounted(parse.CommandResult),
        ];

        // What our own validators say of values.
        var own = parse.Errors.Where(e => e.SymbolResult is not null && !IsMiscounted(e.SymbolResult) && !IsOfParser(e, parse))
            .Select(e => e.Message);
        var told = faults.Concat(own).Distinct(StringComparer.Ordinal).ToList();
        return [.. told.Select(f => $"{path}: {f}"), $"For help: {path} --help"];
    }

    private static IEnumerable<string> Stray(CommandResult command) =>
        command.Children.OfType<ArgumentResult>().SelectMany(a => a.Tokens).Select(t => t.Value).Where(IsOption);

    private static bool IsOption(string token) => token.Length > 1 && token[0] == '-';

    private static string Unknown(string token, CommandResult command)
    {
        var isOption = IsOption(token);
        var near = Spelling.Nearest(token, Known(command).Where(k => IsOption(k) == isOption));
        var what = isOption ? $"there is no option {token}"
            : command.Command.Subcommands.Count > 0 ? $"there is no command '{token}'"
            : $"'{token}' is one word too many";
        return near is null ? $"{what}." : $"{what}. Did you mean {near}?";
    }

    private static IEnumerable<string> Missing(CommandResult command) =>
    [
        .. command.Command.Subcommands.Count > 0 ? ["a command is missing."] : (string[])[],
        .. command.Command.Arguments
            .Where(a => a.Arity.MinimumNumberOfValues > 0 && (command.GetResult(a)?.Tokens.Count ?? 0) < a.Arity.MinimumNumberOfValues)
            .Select(a => $"{a.Name} is missing."),
        .. command.Command.Options.Where(o => o.Required && command.GetResult(o) is null or { Implicit: true })
            .Select(o => $"{o.Name} is missing."),
    ];

    private static IEnumerable<string> Miscounted(CommandResult command) =>
        command.Children.OfType<OptionResult>().Where(o => !o.Implicit && IsMiscounted(o)).Select(o =>
            o.Tokens.Count < o.Option.Arity.MinimumNumberOfValues
                ? $"{o.Option.Name} needs a value: {o.Option.HelpName ?? o.Option.Name.TrimStart('-').ToUpperInvariant()}."
                : $"{o.Option.Name} takes one value, and was given {o.Tokens.Count}.");

    private static bool IsMiscounted(SymbolResult result) => result switch
    {
        OptionResult { Implicit: true } option => option.Option.Required,
        OptionResult option => option.Tokens.Count < option.Option.Arity.MinimumNumberOfValues
            || option.Tokens.Count > option.Option.Arity.MaximumNumberOfValues,
        ArgumentResult argument => argument.Parent is OptionResult option ? IsMiscounted(option)
            : argument.Tokens.Count < argument.Argument.Arity.MinimumNumberOfValues,
        _ => false,
    };

    // Of a command the parser itself tells what is unknown or missing, which is told above.
    private static bool IsOfParser(ParseError error, ParseResult parse) => error.SymbolResult is CommandResult command
        && (parse.UnmatchedTokens.Count > 0 || Missing(command).Any());

    private static IEnumerable<string> Known(CommandResult command) =>
        command.Command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name)
            .Concat(command.Command.Options.Where(o => !o.Hidden).SelectMany(o => o.Aliases.Append(o.Name)));

    private static string Path(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{Path(parent)} {command.Command.Name}" : "reconciler";
}
