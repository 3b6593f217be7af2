using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>
/// What is said of a layer in place of a value, made once for all drifts. Each is a term: by its key a drift is known again.
/// </summary>
internal static class LayerWords
{
    public static Message Present { get; } = Term("present", $"present");

    public static Message Absent { get; } = Term("absent", $"absent");

    public static Message NotSet { get; } = Term("not set", $"not set");

    /// <summary>Of an option with an empty value.</summary>
    public static Message Empty { get; } = Term("empty", $"(empty)");

    /// <summary>Of a listener, or of anything else that is switched on or off.</summary>
    public static Message Off { get; } = Term("off", $"off");

    public static Message None { get; } = Term("none", $"none");

    public static Message Running { get; } = Term("running", $"running");

    public static Message Stopped { get; } = Term("stopped", $"stopped");

    /// <summary>Of a service that does not answer.</summary>
    public static Message Hung { get; } = Term("hung", $"hung: it does not answer");

    /// <summary>Of a file or an object that is not as it should be.</summary>
    public static Message Different { get; } = Term("different", $"different");

    /// <summary>Of a file of our own, or of an object that is held.</summary>
    public static Message AsDesired { get; } = Term("as desired", $"as in the desired state");

    public static Message NoFile { get; } = Term("no file", $"no such file");

    /// <summary>Of a private key that is another certificate's.</summary>
    public static Message AnotherKey { get; } = Term("another key", $"another key");

    /// <summary>Of an object that must be defined once.</summary>
    public static Message OnlyOurs { get; } = Term("only ours", $"defined in our file only");

    /// <summary>Of a certificate or a key.</summary>
    public static Message ReadableByAsterisk { get; } = Term("readable", $"readable by Asterisk");

    /// <summary>Of a secret.</summary>
    public static Message Masked { get; } = Message.Verbatim(Secret.Mask);

    private static Message Term(string key, Message words) => $"{new Term(key, words)}";
}
