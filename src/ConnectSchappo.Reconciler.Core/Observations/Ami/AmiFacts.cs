using System.Collections.Immutable;
using System.Globalization;

namespace ConnectSchappo.Reconciler.Core.Observations.Ami;

/// <summary>Makes facts of replies: what Asterisk said, or why it did not.</summary>
internal static class AmiFacts
{
    public static Fact<T> Printed<T>(this AmiReply reply, Func<IReadOnlyList<string>, T> parse) =>
        reply.Succeeded ? Fact.Known(parse([.. reply.Output])) : Fact.Unknown<T>(reply.Why());

    // An empty list of PJSIP is an error that says "No ... found"; an unknown action says otherwise, and is a module not loaded.
    public static Fact<T> Listed<T>(this AmiReply reply, string action, Func<EquatableArray<AmiFrame>, T> read) =>
        reply.Succeeded || IsEmpty(reply) ? Fact.Known(read(reply.Events)) : Fact.Unknown<T>($"{action}: {reply.Why()}");

    public static Fact<ImmutableDictionary<string, SorceryObject>> Objects(this AmiReply reply, string action) => reply.Listed(
        action, events => events.Select(Remembered).ToImmutableDictionary(o => o.Name, StringComparer.Ordinal));

    public static SorceryObject Remembered(this AmiFrame frame) => new(
        frame["ObjectName"] ?? "", frame.Fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));

    public static string Why(this AmiReply reply) =>
        reply.Message.Length > 0 ? reply.Message : string.Create(CultureInfo.InvariantCulture, $"Asterisk answered {reply.Response.Response}");

    private static bool IsEmpty(AmiReply reply) =>
        reply.Message.StartsWith("No ", StringComparison.OrdinalIgnoreCase) && reply.Message.EndsWith(" found", StringComparison.OrdinalIgnoreCase);
}
