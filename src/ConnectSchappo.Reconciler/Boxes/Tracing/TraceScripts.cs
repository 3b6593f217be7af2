using System.Globalization;
using ConnectSchappo.Reconciler.Boxes.Observing;
using ConnectSchappo.Reconciler.Core.Traces;
using ConnectSchappo.Reconciler.Shell;

namespace ConnectSchappo.Reconciler.Boxes.Tracing;

/// <summary>The scripts of a trace. Only <see cref="Begin"/> changes something on the box, by the guard that it starts.</summary>
internal static class TraceScripts
{
    private static readonly ShellFile Shared = ShellFile.Beside(typeof(TraceScripts), "trace.sh");
    private static readonly ShellFile Beginning = ShellFile.Beside(typeof(TraceScripts), "trace-begin.sh");
    private static readonly ShellFile Reading = ShellFile.Beside(typeof(TraceScripts), "trace-read.sh");
    private static readonly ShellFile Ending = ShellFile.Beside(typeof(TraceScripts), "trace-end.sh");

    /// <summary>What goes on on the box by itself.</summary>
    public static string Guard { get; } = new ShellScript()
        .Add(PortScript.AsteriskProcess, Shared, ShellFile.Beside(typeof(TraceScripts), "trace-guard.sh")).ToString();

    public static string Begin(string id, TraceKind kind, TimeSpan limit, long most, string? extension) => new ShellScript()
        .Set("id", id)
        .Set("kind", kind.ToString().ToLowerInvariant())
        .Set("limit", (long)limit.TotalSeconds)
        .Set("most", most)
        .Set("extension", extension ?? "")
        .Set("program", Guard)
        .Add(PortScript.AsteriskProcess, Shared, Beginning)
        .ToString();

    public static string Read(string id, long offset, int most) => new ShellScript()
        .Set("id", id).Set("offset", offset.ToString(CultureInfo.InvariantCulture)).Set("most", most)
        .Add(PortScript.AsteriskProcess, Shared, Reading)
        .ToString();

    /// <summary>Has the guard end the trace.</summary>
    public static string Stop(string id) => End(id, "stop");

    /// <summary>Has the guard clear away what is left, once all is read.</summary>
    public static string ClearAway(string id) => End(id, "read");

    private static string End(string id, string word) => new ShellScript()
        .Set("id", id).Set("word", word).Add(PortScript.AsteriskProcess, Shared, Ending).ToString();
}
