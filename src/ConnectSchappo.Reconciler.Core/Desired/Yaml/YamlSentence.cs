using YamlDotNet.Core;

namespace ConnectSchappo.Reconciler.Core.Desired.Yaml;

/// <summary>What the YAML library says of a text that is none, as one sentence.</summary>
internal static class YamlSentence
{
    public static string Of(YamlException e)
    {
        var said = e.InnerException is YamlException inner ? inner.Message : e.Message;
        // The library's words hold what it expected, at times an anchor's name, never a value; still only one line of them is taken.
        var line = Shown.Text(said.Split('\n', 2)[0].Trim(), 200);
        return line.Length == 0 ? "This cannot be read as YAML." : line.EndsWith('.') ? line : line + ".";
    }
}
