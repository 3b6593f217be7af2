using ConnectSchappo.Reconciler.Core.Desired;

namespace ConnectSchappo.Reconciler.Core.Acceptances;

/// <summary>The line and the column of an offset.</summary>
internal static class TextPlace
{
    public static SourceLocation Of(string file, string text, int at)
    {
        var before = text.AsSpan(0, at);
        return new SourceLocation(file, before.Count('\n') + 1, at - (before.LastIndexOf('\n') + 1) + 1);
    }
}
