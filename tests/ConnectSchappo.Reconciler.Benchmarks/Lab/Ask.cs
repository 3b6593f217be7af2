using System.CommandLine;

namespace ConnectSchappo.Reconciler.Benchmarks.Lab;

/// <summary>Options of the commands that measure.</summary>
internal static class Ask
{
    /// <summary>Numbers from one to the most.</summary>
    public static Option<int[]> ForNumbers(string name, string description, int most, int[] otherwise)
    {
        var option = new Option<int[]>(name)
        {
            Description = description,
            DefaultValueFactory = _ => otherwise,
            AllowMultipleArgumentsPerToken = true,
            Arity = ArgumentArity.OneOrMore,
        };
        return Within(option, 1, most);
    }

    /// <summary>A number within bounds.</summary>
    public static Option<int[]> ForNumber(string name, string description, int least, int most, int otherwise)
    {
        var option = new Option<int[]>(name)
        {
            Description = description,
            DefaultValueFactory = _ => [otherwise],
            Arity = ArgumentArity.ExactlyOne,
        };
        return Within(option, least, most);
    }

    /// <summary>The path of a file, in full; null where none is given.</summary>
    public static Option<FileInfo> ForFile(string name, string description) => new(name) { Description = description };

    private static Option<int[]> Within(Option<int[]> option, int least, int most)
    {
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int[]>().Any(n => n < least || n > most))
            {
                result.AddError($"{option.Name} takes whole numbers from {least} to {most}");
            }
        });
        return option;
    }
}
