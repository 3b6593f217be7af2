using System.Text;

namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>
/// One of fail2ban's configuration files, lossless: read as Python's configparser does with fail2ban's settings (strict, inline
/// comments by <c>;</c> behind a blank, values over several indented lines), proven against fail2ban's own reader.
/// </summary>
public sealed class JailFile
{
    private readonly ReadOnlyMemory<byte> bytes;

    private JailFile(string path, ReadOnlyMemory<byte> bytes, JailFileReader reader)
    {
        Path = path;
        this.bytes = bytes;
        Sections = reader.Sections.ToEquatableArray();
        Options = reader.Options.ToEquatableArray();
        Problems = reader.Problems.ToEquatableArray();
    }

    public string Path { get; }

    /// <summary>The sections in order, DEFAULT not among them.</summary>
    public EquatableArray<string> Sections { get; }

    /// <summary>Every option in order.</summary>
    public EquatableArray<JailOption> Options { get; }

    /// <summary>The problems that this file has. With one of severity Fatal fail2ban rejects its whole configuration.</summary>
    public EquatableArray<ConfProblem> Problems { get; }

    /// <summary>Takes any bytes; it never fails.</summary>
    public static JailFile Parse(string path, ReadOnlyMemory<byte> bytes)
    {
        var reader = new JailFileReader(path);
        if (System.Text.Unicode.Utf8.IsValid(bytes.Span))
        {
            reader.Read(Encoding.UTF8.GetString(bytes.Span));
        }
        else
        {
            reader.Problems.Add(new ConfProblem(JailProblemCode.NotUtf8, ConfSeverity.Error, new ConfPlace(path, 1, 1),
                $"the file is not UTF-8", $"fail2ban logs an error and ignores the whole file"));
        }

        return new JailFile(path, bytes, reader);
    }

    /// <summary>Exactly the bytes that the file was made of.</summary>
    public ReadOnlyMemory<byte> ToBytes() => bytes;

    /// <summary>The value of an option as this file alone gives it, before any interpolation.</summary>
    public JailOption? Find(string section, string option)
    {
        var name = option.ToLowerInvariant();
        return Options.FirstOrDefault(o => o.Section == section && o.Name == name);
    }
}
