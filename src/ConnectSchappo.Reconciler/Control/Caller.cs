using System.Buffers.Binary;
using System.Net.Sockets;

namespace ConnectSchappo.Reconciler.Control;

/// <summary>Who asks, as the kernel says: nobody can claim to be another.</summary>
internal sealed record Caller(uint User, string Name)
{
    private const int SolSocket = 1;
    private const int SoPeerCred = 17;
    private const int Credentials = 12; // process, user, group

    private const string Accounts = "/etc/passwd";

    public static Caller Of(Socket visitor)
    {
        var bytes = new byte[Credentials];
        visitor.GetRawSocketOption(SolSocket, SoPeerCred, bytes);
        var user = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(4));
        return new Caller(user, NameOf(user, Known()));
    }

    /// <summary>The name for the history. Root may say for whom it acts, as it could do anything in that one's name.</summary>
    public string NameFor(string? onBehalfOf) =>
        User == 0 && onBehalfOf is { Length: > 0 and <= 64 } && !onBehalfOf.Any(char.IsControl) ? $"{Name} for {onBehalfOf}" : Name;

    // Without its file, or a descriptor to read it by, a user has a number.
    private static string[] Known()
    {
        try
        {
            return File.ReadAllLines(Accounts);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <param name="user">The number.</param>
    /// <param name="accounts">Lines of passwd.</param>
    public static string NameOf(uint user, IEnumerable<string> accounts) =>
        accounts.Select(a => a.Split(':')).FirstOrDefault(a => a.Length > 2 && a[2] == $"{user}")?[0] ?? $"uid {user}";
}
