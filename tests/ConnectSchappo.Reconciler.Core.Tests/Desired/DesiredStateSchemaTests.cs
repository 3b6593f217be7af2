using System.Diagnostics;
using System.Text.Json;
using ConnectSchappo.Reconciler.Core.Desired;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Desired;

/// <summary>
/// One corpus through our reader and through a standard validator with the schema: they agree wherever the schema can say it.
/// </summary>
public sealed class DesiredStateSchemaTests
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(DesiredStateCase.Folder, "../../../.."));

    /// <summary>
    /// Problems of one value or key, which a schema can express; the others need two places at once, or the text of a number.
    /// </summary>
    private static readonly ProblemKind[] Expressible =
    [
        ProblemKinds.Shape, ProblemKinds.NoValue, ProblemKinds.UnknownKey, ProblemKinds.NotOneOf, ProblemKinds.NotANumber,
        ProblemKinds.NotADuration, ProblemKinds.NotAWindow, ProblemKinds.BadName, ProblemKinds.BreaksLine, ProblemKinds.UnknownOption,
        ProblemKinds.BadOptionValue,
        ProblemKinds.PlainSecret, ProblemKinds.BadSecretName, ProblemKinds.SecretElsewhere, ProblemKinds.BadModule,
        ProblemKinds.WhitelistTooWide, ProblemKinds.BadHostKey,
    ];

    [Fact]
    public async Task The_reader_and_a_standard_validator_agree()
    {
        var judged = await Judged();
        Assert.True(judged.Count > 40, "The corpus is there.");
        var disagreements = new List<string>();
        foreach (var (name, (verdict, places)) in judged)
        {
            var document = DesiredStateCase.Load(name);
            var reading = document.Read();
            var isAccepted = document.Yaml.Contains("# schema accepts", StringComparison.Ordinal) || reading.State is not null;
            var expected = isAccepted ? "accepts" : "refuses";
            if (verdict != expected && verdict != "unreadable")
            {
                disagreements.Add($"{name}: the schema {verdict} it, and was expected to say {expected}");
            }

            if (verdict == "unreadable" && reading.State is not null)
            {
                disagreements.Add($"{name}: the validator cannot read it as YAML, and the reader takes it");
            }

            if (verdict == "refuses")
            {
                disagreements.AddRange(reading.Problems
                    .Where(p => Expressible.Any(k => k.Code == p.Code) && !places.Contains($"{p.Place.Line}:{p.Place.Column}"))
                    .Where(p => !document.Yaml.Contains($"# schema misses {p.Place.Line}:{p.Place.Column}", StringComparison.Ordinal))
                    .Select(p => $"{p}: the schema sees nothing there"));
            }
        }

        Assert.Equal([], disagreements);
    }

    private static async Task<Dictionary<string, (string Verdict, string[] Places)>> Judged()
    {
        // npm writes this file last, so that an installation that was broken off is made again.
        var installed = File.Exists(Path.Combine(Root, "tests/schema/node_modules/.package-lock.json"))
            ? ""
            : await Run("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error");
        var documents = Directory.EnumerateFiles(DesiredStateCase.Folder, "*.yaml", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal);
        var output = installed
            + await Run("node", ["--no-warnings", "judge.mjs", "../../schemas/desired-state.schema.json", .. documents]);
        return output.Split('\n').Where(l => l.StartsWith('{')).Select(l => JsonDocument.Parse(l).RootElement).ToDictionary(
            j => Path.GetRelativePath(DesiredStateCase.Folder, j.GetProperty("file").GetString()!),
            j => (j.GetProperty("verdict").GetString()!, j.GetProperty("places").EnumerateArray().Select(p => p.GetString()!).ToArray()),
            StringComparer.Ordinal);
    }

    private static async Task<string> Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Path.Combine(Root, "tests/schema"),
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        Process? process = null;
        try
        {
            process = Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip($"`{program}` is not installed here; the corpus goes through ajv with Node.js 20 or later.");
        }

        using (process!)
        {
            var output = await process!.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, process.ExitCode);
            return output;
        }
    }
}
