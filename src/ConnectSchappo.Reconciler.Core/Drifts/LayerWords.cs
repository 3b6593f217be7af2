using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>What is said of a layer in place of a value, made once for all drifts.</summary>
internal static class LayerWords
{
    public static Message Present { get; } = $"present";

    public static Message Absent { get; } = $"absent";

    public static Message NotSet { get; } = $"not set";

    /// <summary>Of an option with an empty value.</summary>
    public static Message Empty { get; } = $"(empty)";

    /// <summary>Of a listener, or of anything else that is switched on or off.</summary>
    public static Message Off { get; } = $"off";

    public static Message None { get; } = $"none";

    public static Message Running { get; } = $"running";

    public static Message Stopped { get; } = $"stopped";

    /// <summary>Of a certificate or a key.</summary>
    public static Message ReadableByAsterisk { get; } = $"readable by Asterisk";

    /// <summary>Of a secret.</summary>
    public static Message Masked { get; } = Message.Verbatim(Secret.Mask);
}
