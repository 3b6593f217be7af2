using System.Globalization;
using System.Text;
using ConnectSchappo.Reconciler.Core.Desired.Values;
using ConnectSchappo.Reconciler.Shell;

namespace ConnectSchappo.Reconciler.Boxes.Ami;

/// <summary>
/// Finds, as root on the box, an account of manager.conf that may do what we ask, and answers a login challenge with its
/// secret. The secret stays in the box's shell: it stands on no command line and in no output.
/// </summary>
internal static class AmiAccountScript
{
    /// <summary>Its input is the challenge on one line, or an empty line to learn where to ask for one.</summary>
    public static string Text { get; } = For("/etc/asterisk");

    /// <summary>The same for another folder than Asterisk's own.</summary>
    internal static string For(string folder) =>
        new ShellScript().Set("dir", folder).Add(ShellFile.Beside(typeof(AmiAccountScript), "ami-account.sh")).ToString();

    /// <summary>The script's input for a challenge.</summary>
    public static ReadOnlyMemory<byte> Input(string challenge) => Encoding.ASCII.GetBytes(challenge + "\n");

    /// <summary>Reads what the script printed.</summary>
    /// <exception cref="BoxFailure">It did not print all that it does.</exception>
    public static AmiAccount Read(ScriptReply reply)
    {
        string Value(string name) => reply.Value(name) ?? throw reply.Unforeseen();
        return new(
            YesNo.Read(Value("enabled")) == true,
            Value("bind"),
            int.TryParse(Value("port"), NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : 5038,
            Value("user"),
            Value("answer"));
    }
}
