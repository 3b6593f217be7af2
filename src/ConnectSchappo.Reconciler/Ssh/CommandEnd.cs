using System.Buffers;
using System.Text;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Ssh;

/// <summary>What the end of a command means.</summary>
internal static class CommandEnd
{
    private const int MostErrors = 64 * 1024;

    /// <summary>The failure when a command was still needed.</summary>
    public static SshFailure Lost(this ICommandChannel channel, Exception? cause = null) => channel.Loss as SshFailure ?? new(
        SshFailureKind.ConnectionLost,
        channel.Loss is null && channel.ExitCode is not null
            ? (Message)$"The command on the box ended early."
            : $"The SSH connection to the box was lost during a command. Whether the command had an effect is unknown. If it happens "
                + $"often, run 'journalctl -u ssh -u sshd' on the box to see why.",
        cause ?? channel.Loss);

    /// <summary>Everything that is still to come on the diagnostic stream, as text.</summary>
    public static async Task<string> RestOfErrors(this ICommandChannel channel, CancellationToken cancellation)
    {
        var text = new ArrayBufferWriter<byte>();
        for (int length; (length = await channel.Errors.Read(text.GetMemory(4096), cancellation)) > 0 && text.WrittenCount < MostErrors;)
        {
            text.Advance(length);
        }

        return Encoding.UTF8.GetString(text.WrittenSpan).Trim();
    }
}
