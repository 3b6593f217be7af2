using System.Diagnostics.CodeAnalysis;
using ConnectSchappo.Reconciler.Control;
using ConnectSchappo.Reconciler.Core.Subjects;
using ConnectSchappo.Reconciler.Files;
using ConnectSchappo.Reconciler.Sources.Git;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>
/// The names of boxes for a shell that completes a command: those of the file here, or those that the daemon of this host has.
/// </summary>
internal static class BoxNames
{
    // A person waits for it at each Tab.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    [SuppressMessage("Usage", "VSTHRD002", Justification = "Completion is synchronous, and no context waits for this thread.")]
    public static IEnumerable<string> Known()
    {
        if (File.Exists(GitAddress.DefaultPath))
        {
            return OfFile(GitAddress.DefaultPath);
        }

        var socket = ControlPath.OfCommand(Environment.GetEnvironmentVariable, File.Exists);
        var reply = Task.Run(() => ControlClient.Ask(
            socket, new ControlRequest { Command = ControlWord.Status }, Patience, CancellationToken.None)).GetAwaiter().GetResult();
        return reply.Status?.Boxes?.Where(b => b is not null).Select(b => b.Box) ?? [];
    }

    // A file that cannot be read has no names; the command itself says why.
    private static IEnumerable<string> OfFile(string path)
    {
        try
        {
            return DesiredStateReader.Read(path, LocalFile.Text(path)).State?.Boxes.Select(b => b.Name) ?? [];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
