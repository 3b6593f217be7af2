using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace ConnectSchappo.Reconciler.Benchmarks.Lab;

/// <summary>Options of the commands that measure.</summary>
internal static class Ask
{
    /// <summary>Numbers from one to the most.</summary>
    public static Option<int[]> ForNumbers(string name, string description, int most, int[] otherwise) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => otherwise,
        CustomParser = result => [.. Read(result, name, 1, most)],
        AllowMultipleArgumentsPerToken = true,
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>A number within bounds.</summary>
    public static Option<int> ForNumber(string name, string description, int least, int most, int otherwise) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => otherwise,
        CustomParser = result => Read(result, name, least, most).FirstOrDefault(),
    };

    /// <summary>A file; null where none is given.</summary>
    public static Option<FileInfo> ForFile(string name, string description) => new(name) { Description = description };

    private static List<int> Read(ArgumentResult result, string name, int least, int most)
    {
        List<int> numbers = [];
        foreach (var token in result.Tokens)
        {
            if (int.TryParse(token.Value, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            {
                numbers.Add(number);
            }
            else
            {
                result.AddError($"{name} takes whole numbers from {least} to {most}, and not {token.Value}");
            }
        }

        return numbers;
    }
}
