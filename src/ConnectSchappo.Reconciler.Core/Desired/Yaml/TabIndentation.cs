namespace ConnectSchappo.Reconciler.Core.Desired.Yaml;

/// <summary>Finds the tab that broke a text: the YAML library tells it at the start of the map around it, which is no help.</summary>
internal static class TabIndentation
{
    public static SourceLocation? Find(string file, string yaml)
    {
        var line = 0;
        foreach (var text in yaml.AsSpan().EnumerateLines())
        {
            line++;
            var indentation = text[..^text.TrimStart(" \t").Length];
            if (indentation.Length < text.Length && indentation.IndexOf('\t') is var tab and >= 0)
            {
                return new SourceLocation(file, line, tab + 1);
            }
        }

        return null;
    }
}
