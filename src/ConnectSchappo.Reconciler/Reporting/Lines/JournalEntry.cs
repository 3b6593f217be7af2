using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace ConnectSchappo.Reconciler.Reporting.Lines;

/// <summary>
/// One entry in the journal's native protocol: a field a line, and where a value has lines of its own its length before it.
/// Source: systemd's "Native Journal Protocol"; levels by syslog(3).
/// </summary>
internal static class JournalEntry
{
    // An entry must fit into one datagram, whose least limit on Linux is some 200 KiB: a value longer than this is cut.
    private const int LongestValue = 16 * 1024;

    public static byte[] Bytes(LogLevel level, string category, EventId id, string message, Exception? error, IEnumerable<LogField> fields)
    {
        using var entry = new MemoryStream();
        Write(entry, "PRIORITY", Priority(level));
        Write(entry, "SYSLOG_IDENTIFIER", "reconciler");
        Write(entry, "MESSAGE", message);
        if (id.Name is { } name)
        {
            Write(entry, "EVENT", name);
            Write(entry, "EVENT_ID", id.Id.ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            Write(entry, "LOGGER", category);
        }

        foreach (var field in fields)
        {
            Write(entry, field.Name.ToUpperInvariant(), field.Value);
        }

        if (error is not null)
        {
            Write(entry, "ERROR", error.ToString());
        }

        return entry.ToArray();
    }

    private static string Priority(LogLevel level) => level switch
    {
        LogLevel.Critical => "2",
        LogLevel.Error => "3",
        LogLevel.Warning => "4",
        LogLevel.Information => "6",
        _ => "7",
    };

    private static void Write(MemoryStream entry, string name, string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        bytes = bytes.Length > LongestValue ? bytes[..LongestValue] : bytes;
        entry.Write(Encoding.ASCII.GetBytes(name));
        if (bytes.Contains((byte)'\n'))
        {
            Span<byte> length = stackalloc byte[sizeof(ulong)];
            BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)bytes.Length);
            entry.WriteByte((byte)'\n');
            entry.Write(length);
        }
        else
        {
            entry.WriteByte((byte)'=');
        }

        entry.Write(bytes);
        entry.WriteByte((byte)'\n');
    }
}
