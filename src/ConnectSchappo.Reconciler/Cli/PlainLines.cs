using System.Text;
using ConnectSchappo.Reconciler.Core;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>
/// A text for people, line by line. Whatever is put into a line stays in it, whoever wrote it: a box, a committer or another user can
/// begin no line of ours.
/// </summary>
internal sealed class PlainLines
{
    private readonly StringBuilder text = new();

    public PlainLines Add(string line)
    {
        text.Append(PlainText.Line(line)).Append('\n');
        return this;
    }

    public override string ToString() => text.ToString();
}
