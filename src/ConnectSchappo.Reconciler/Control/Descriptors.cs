using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace ConnectSchappo.Reconciler.Control;

/// <summary>
/// The file descriptors of this process. The system gives the lowest number that is free, so that a high one tells how few are left. A
/// process of .NET that has none may end itself: visitors leave the last ones to the boxes.
/// </summary>
internal static class Descriptors
{
    /// <summary>How many are kept for boxes, files and programs.</summary>
    private const int Kept = 64;

    private const int OpenFiles = 7; // RLIMIT_NOFILE of Linux

    /// <summary>Whether a visitor has one of those that are kept.</summary>
    public static bool AreShort(Socket visitor) => IsKept(visitor.Handle);

    /// <summary>Whether the next visitor would have one of those that are kept.</summary>
    public static bool AreShort()
    {
        try
        {
            using var next = File.OpenHandle("/dev/null");
            return IsKept(next.DangerousGetHandle());
        }
        catch (IOException)
        {
            return true; // there is none at all
        }
    }

    private static bool IsKept(nint number) => GetLimit(OpenFiles, out var limit) == 0 && (ulong)number + Kept >= limit.Now;

    [DllImport("libc", EntryPoint = "getrlimit", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetLimit(int resource, out Limit limit);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Limit
    {
        public readonly ulong Now;
        public readonly ulong Most;
    }
}
