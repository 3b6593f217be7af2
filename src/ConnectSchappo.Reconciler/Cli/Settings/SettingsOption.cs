using System.CommandLine;
using System.CommandLine.Parsing;
using ConnectSchappo.Reconciler.Sources.Git;

namespace ConnectSchappo.Reconciler.Cli.Settings;

/// <summary>
/// Where a value comes from that the command line does not give: the variable <c>RECONCILER_NAME</c>, then the file of
/// <c>--settings</c>, then the option's own default.
/// </summary>
internal static class SettingsOption
{
    public const string Name = "--settings";

    /// <summary>A new one for each tree of commands: an option remembers every command that it was ever added to.</summary>
    public static Option<string?> File() => new(Name)
    {
        HelpName = "PATH",
        Description = "A file with values for options. The command line and variables RECONCILER_... take precedence. "
            + "Default: /etc/reconciler/reconciler.yaml.",
    };

    /// <summary>Makes a command refuse settings that cannot be read, and keys that no option of the daemon has.</summary>
    public static void Check(Command command, Command daemon) => command.Validators.Add(result =>
    {
        try
        {
            if (Path(result) is not { } path)
            {
                return;
            }

            var file = SettingsFile.Read(path);
            var known = daemon.Options.Where(o => o.Name != Name).Select(o => Key(o.Name)).ToList();
            foreach (var unknown in file.Keys.Where(k => !known.Contains(k, StringComparer.Ordinal)))
            {
                result.AddError($"{file.PlaceOf(unknown)}: unknown setting '{unknown}'. The settings are {string.Join(", ", known)}.");
            }
        }
        catch (SettingsProblem problem)
        {
            result.AddError(problem.Message);
        }
    });

    /// <summary>An option with a default that the variable or the file may give.</summary>
    /// <param name="name">With its dashes.</param>
    /// <param name="value">What the help calls its value.</param>
    /// <param name="description">What it means.</param>
    /// <param name="fallback">The default where nobody gives one.</param>
    public static Option<string?> Text(string name, string value, string description, Func<string?> fallback)
    {
        var option = new Option<string?>(name)
        {
            HelpName = value,
            Description = description,
            DefaultValueFactory = result => Given(result, name) is { } given ? Checked(result, given, value) : fallback(),
        };
        option.Validators.Add(TypedOption.IsText(name, value));
        return option;
    }

    /// <summary>The same for a number between two others.</summary>
    /// <param name="name">With its dashes.</param>
    /// <param name="value">What the help calls its value.</param>
    /// <param name="description">What it means.</param>
    /// <param name="fallback">The default where nobody gives one.</param>
    /// <param name="least">The least that it may be.</param>
    /// <param name="most">The most that it may be.</param>
    /// <param name="whole">Whether it counts things, and has no fraction.</param>
    public static Option<double> Number(
        string name, string value, string description, double fallback, double least, double most, bool whole = false)
    {
        double? Read(string text) =>
            TypedOption.ReadNumber(text, least, most) is { } number && !(whole && number != Math.Truncate(number)) ? number : null;
        var takes = $"a {(whole ? "whole number" : $"number of {value.ToLowerInvariant()}")} from {least} to {most} without a unit";
        return new(name)
        {
            HelpName = value,
            Description = $"{description} Default: {fallback}.",
            DefaultValueFactory = result => Given(result, name) is { } given ? Checked(result, given, Read, takes) : fallback,
            CustomParser = result => TypedOption.Read(result, name, Read, takes),
        };
    }

    /// <summary>The same for one of a few words; null where nobody gives one.</summary>
    public static Option<T?> Word<T>(string name, string value, string description)
        where T : struct, Enum => new(name)
    {
        HelpName = value,
        Description = description,
        DefaultValueFactory = result => Given(result, name) is { } given
            ? Checked(result, given, TypedOption.ReadWord<T>, TypedOption.Either(TypedOption.Names<T>()))
            : null,
        CustomParser = result => TypedOption.Read(result, name, TypedOption.ReadWord<T>, TypedOption.Either(TypedOption.Names<T>())),
    };

    private static string? Checked(SymbolResult result, (string Value, string Place) given, string takes)
    {
        if (TypedOption.IsText(given.Value))
        {
            return given.Value;
        }

        result.AddError($"{given.Place} needs {takes}, not '{given.Value}'.");
        return null;
    }

    private static T Checked<T>(SymbolResult result, (string Value, string Place) given, Func<string, T?> read, string takes)
        where T : struct
    {
        if (read(given.Value) is { } value)
        {
            return value;
        }

        result.AddError(TypedOption.Wrong($"{given.Place}: the value", given.Value, takes));
        return default;
    }

    private static (string Value, string Place)? Given(SymbolResult result, string name)
    {
        var variable = $"RECONCILER_{Key(name).Replace('-', '_').ToUpperInvariant()}";
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value)
        {
            return (value, variable);
        }

        try
        {
            return Path(result) is { } path && (path != Installation.Settings || !IsHere(name))
                && SettingsFile.Read(path) is var file && file.Value(Key(name)) is { } set
                ? (set, file.PlaceOf(Key(name)))
                : null;
        }
        catch (SettingsProblem)
        {
            return null; // the command's own check reports it
        }
    }

    // Null where it is given without a value or with several, which has an error of its own.
    private static string? Path(SymbolResult result) => (Of(result) is { } file ? result.GetResult(file) : null) switch
    {
        null or { Implicit: true } => Usual(),
        { Tokens: [var given] } => given.Value,
        _ => null,
    };

    // Null for a command that has none.
    private static Option<string?>? Of(SymbolResult? result) => result is null or CommandResult
        ? ((CommandResult?)result)?.Command.Options.OfType<Option<string?>>().FirstOrDefault(o => o.Name == Name)
        : Of(result.Parent);

    private static string? Usual() =>
        Environment.GetEnvironmentVariable("RECONCILER_SETTINGS") is { Length: > 0 } path ? path : Installation.Settings;

    // A person in a folder with a desired state means that one, and not the service's.
    private static bool IsHere(string name) => name == SourceOptions.DesiredStateName && System.IO.File.Exists(GitAddress.DefaultPath);

    private static string Key(string name) => name.TrimStart('-');
}
