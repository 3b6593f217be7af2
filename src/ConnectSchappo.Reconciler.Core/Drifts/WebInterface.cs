using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>Where a person finds in the web interface what it writes at each apply, in words that hold for each of them.</summary>
internal static class WebInterface
{
    /// <summary>Issabel has the page below PBX, FreePBX below another entry of its menu.</summary>
    public static Message Extensions { get; } = $"in the web interface (page Extensions)";
}
