using System.Runtime.InteropServices;

namespace ConnectSchappo.Reconciler.Hosting;

/// <summary>Memory of the C library, in which OpenSSL and the runtime keep what they need.</summary>
internal static class NativeMemory
{
    private const int MostArenas = -8; // M_ARENA_MAX of glibc's malloc.h

    /// <summary>
    /// Keeps it in few arenas. glibc makes one for each thread that finds the others in use, up to eight a processor, and what was
    /// freed in one serves no other: each look is carried by other threads, so that memory grows for hours though nothing is leaked.
    /// </summary>
    public static void Settle()
    {
        try
        {
            _ = SetOption(MostArenas, 2);
        }
        catch (EntryPointNotFoundException)
        {
            // Another C library than glibc has no such arenas.
        }
    }

    [DllImport("libc", EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetOption(int name, int value);
}
