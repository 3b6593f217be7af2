using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Observations.Questions;
using ConnectSchappo.Reconciler.Core.Subjects;
using ConnectSchappo.Reconciler.Shell;

namespace ConnectSchappo.Reconciler.Boxes.Observing;

/// <summary>The questions to Asterisk's command line where its manager interface is not to be had. They change nothing.</summary>
internal static class CliMemoryScript
{
    private static readonly ShellFile Ask = ShellFile.Beside(typeof(CliMemoryScript), "cli-memory.sh");

    public static string Text(DesiredBox box) => new ShellScript()
        .Set("mark", CliAnswers.Mark)
        .Define("questions", MemoryQuestions.Commands(box).Select(q => (string[])["ask", q]))
        .Add(Ask)
        .ToString();
}
