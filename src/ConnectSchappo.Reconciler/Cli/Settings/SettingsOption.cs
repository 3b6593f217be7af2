using System.CommandLine;
using System.CommandLine.Parsing;

namespace ConnectSchappo.Reconciler.Cli.Settings;

/// <summary>
/// Where a value comes from that the command line does not give: the variable <c>RECONCILER_NAME</c>, then the file of
/// <c>--settings</c>, then the option's own default.
/// </summary>
internal static class SettingsOption
{
    public static Option<string?> File { get; } = new("--settings")
    {
        HelpName = "PATH",
        Description = "A file with a value for every option that is not given here, nor as a variable RECONCILER_...",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("RECONCILER_SETTINGS") is { Length: > 0 } given ? given : null,
    };

    /// <summary>Makes a command refuse settings that cannot be read, and keys that no option of the daemon has.</summary>
    public static void Check(Command command, Command daemon) => command.Validators.Add(result =>
    {
        try
        {
            if (result.GetValue(File) is not { } path)
            {
                return;
            }

            var file = SettingsFile.Read(path);
            var known = daemon.Options.Where(o => o != File).Select(o => Key(o.Name)).ToList();
            foreach (var unknown in file.Keys.Where(k => !known.Contains(k, StringComparer.Ordinal)))
            {
                result.AddError($"{file.PlaceOf(unknown)}: there is no setting `{unknown}`. There are {string.Join(", ", known)}.");
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
    public static Option<string?> Text(string name, string value, string description, Func<string?> fallback) => new(name)
    {
        HelpName = value,
        Description = description,
        DefaultValueFactory = result => Given(result, name)?.Value ?? fallback(),
    };

    /// <summary>The same for a number between two others.</summary>
    public static Option<double> Number(string name, string value, string description, double fallback, double least, double most)
    {
        var option = new Option<double>(name)
        {
            HelpName = value,
            Description = $"{description} Default: {fallback}.",
            DefaultValueFactory = result =>
            {
                if (Given(result, name) is not { } given)
                {
                    return fallback;
                }

                if (double.TryParse(given.Value, out var number) && number >= least && number <= most)
                {
                    return number;
                }

                result.AddError($"{given.Place}: `{given.Value}` is no number from {least} to {most}.");
                return fallback;
            },
        };
        option.Validators.Add(result =>
        {
            if (!result.Implicit && result.GetValueOrDefault<double>() is var number && !(number >= least && number <= most))
            {
                result.AddError($"{name} is a number from {least} to {most}.");
            }
        });
        return option;
    }

    /// <summary>The same for one of a few words; null where nobody gives one.</summary>
    public static Option<T?> Word<T>(string name, string value, string description)
        where T : struct, Enum => new(name)
    {
        HelpName = value,
        Description = description,
        DefaultValueFactory = result =>
        {
            if (Given(result, name) is not { } given)
            {
                return null;
            }

            if (Enum.TryParse<T>(given.Value, ignoreCase: true, out var word) && Enum.IsDefined(word))
            {
                return word;
            }

            result.AddError($"{given.Place}: `{given.Value}` is none of {value}.");
            return null;
        },
    };

    private static (string Value, string Place)? Given(SymbolResult result, string name)
    {
        var variable = $"RECONCILER_{Key(name).Replace('-', '_').ToUpperInvariant()}";
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value)
        {
            return (value, variable);
        }

        try
        {
            return result.GetValue(File) is { } path && SettingsFile.Read(path) is var file && file.Value(Key(name)) is { } set
                ? (set, file.PlaceOf(Key(name)))
                : null;
        }
        catch (SettingsProblem)
        {
            return null; // the command's own check tells it
        }
    }

    private static string Key(string name) => name.TrimStart('-');
}
