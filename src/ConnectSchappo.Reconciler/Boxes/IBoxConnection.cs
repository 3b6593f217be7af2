using System.Net;
using ConnectSchappo.Reconciler.Core;

namespace ConnectSchappo.Reconciler.Boxes;

/// <summary>
/// An open connection to one box: what looking and applying need of it, and no more. Everything on it has a deadline; when it
/// fails, it fails with a <see cref="BoxFailure"/>.
/// </summary>
internal interface IBoxConnection : IAsyncDisposable
{
    /// <summary>Runs a POSIX script as root. The script must hold no secret; those come by its input.</summary>
    Task<ScriptReply> Run(string script, ReadOnlyMemory<byte> input, TimeSpan deadline, CancellationToken cancellation);

    /// <summary>
    /// A hash of what <c>stat</c> tells of paths: the same as long as no file was written, replaced, added, removed, or given other rights.
    /// It costs the box next to nothing.
    /// </summary>
    /// <param name="paths">Absolute paths without a line end, of files and folders; they need not exist.</param>
    Task<string> Check(EquatableArray<string> paths, TimeSpan deadline, CancellationToken cancellation);

    /// <summary>Connects to a TCP port of the box from the box itself, so that no user's address is disturbed.</summary>
    /// <param name="at">127.0.0.1, or another address of the box where nothing listens there.</param>
    /// <param name="deadline">For the connection.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<Stream> OpenPort(IPEndPoint at, TimeSpan deadline, CancellationToken cancellation);
}
