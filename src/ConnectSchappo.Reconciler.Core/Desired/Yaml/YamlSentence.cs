using ConnectSchappo.Reconciler.Core.Messages;
using YamlDotNet.Core;

namespace ConnectSchappo.Reconciler.Core.Desired.Yaml;

/// <summary>What the YAML library says of a text that is none, as one sentence.</summary>
internal static class YamlSentence
{
    /// <summary>Where it says nothing of use.</summary>
    public static Message Unreadable => $"The text cannot be read as YAML.";

    public static Message Of(YamlException e)
    {
        var said = e.InnerException is YamlException inner ? inner.Message : e.Message;
        // The library's words hold what it expected, at times an anchor's name, never a value; still only one line of them is taken.
        var line = Shown.Text(said.Split('\n', 2)[0].Trim().TrimEnd('.'), 200);
        return line.Length == 0 ? Unreadable : $"The text cannot be read as YAML: {line}.";
    }
}
