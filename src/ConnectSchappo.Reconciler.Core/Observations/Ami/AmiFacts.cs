using System.Collections.Immutable;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Observations.Ami;

/// <summary>Makes facts of replies: what Asterisk said, or why it did not.</summary>
internal static class AmiFacts
{
    private const string Name = "ObjectName";

    /// <summary>A value of the response; unknown where it has none of more than one character.</summary>
    public static Fact<string> Said(this AmiReply reply, Func<AmiFrame, string?> value) =>
        reply.Succeeded && value(reply.Response) is { Length: > 1 } text ? Fact.Known(text) : Fact.Unknown<string>(reply.Why());

    // An empty list of PJSIP is an error that says "No ... found"; an unknown action says otherwise, and is a module not loaded.
    public static Fact<T> Listed<T>(this AmiReply reply, string action, Func<EquatableArray<AmiFrame>, T> read) =>
        reply.IsCutShort ? Fact.Unknown<T>($"{action}: Asterisk cut its list short")
        : reply.Succeeded || IsEmpty(reply) ? Fact.Known(read(reply.Events))
        : Fact.Unknown<T>($"{action}: {reply.Why()}");

    /// <summary>
    /// The objects of a list by name. Of several of one name, which a configuration file and another source of PJSIP's can make, the
    /// first is kept.
    /// </summary>
    public static Fact<ImmutableDictionary<string, SorceryObject>> Objects(
        this AmiReply reply, AsteriskCatalogue catalogue, string action, Func<AmiFrame, bool>? counts = null) =>
        reply.Names(action, counts).Missing is { } missing
            ? Fact.Unknown<ImmutableDictionary<string, SorceryObject>>(missing)
            : Fact.Known(reply.Events.Where(e => counts?.Invoke(e) != false).Select(e => e.Remembered(catalogue))
                .DistinctBy(o => o.Name, StringComparer.Ordinal).ToImmutableDictionary(o => o.Name, StringComparer.Ordinal));

    /// <summary>The names in a list, in its order and as often as they are there; unknown where an event of it has none.</summary>
    public static Fact<EquatableArray<string>> Names(this AmiReply reply, string action, Func<AmiFrame, bool>? counts = null)
    {
        var listed = reply.Listed(action, events => events.Where(e => counts?.Invoke(e) != false).Select(e => e[Name]).ToEquatableArray());
        return !listed.TryGet(out var names) ? Fact.Unknown<EquatableArray<string>>(listed.Missing!)
            : names.Contains(null) ? Fact.Unknown<EquatableArray<string>>($"{action}: an entry of its list has no name")
            : Fact.Known(names.OfType<string>().ToEquatableArray());
    }

    public static SorceryObject Remembered(this AmiFrame frame, AsteriskCatalogue catalogue) => new(
        catalogue, frame[Name] ?? "", frame.Fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));

    public static Message Why(this AmiReply reply) =>
        reply.Message.Length > 0 ? Message.Verbatim(reply.Message) : $"Asterisk answered {reply.Response.Response}";

    private static bool IsEmpty(AmiReply reply) =>
        reply.Message.StartsWith("No ", StringComparison.OrdinalIgnoreCase)
            && reply.Message.EndsWith(" found", StringComparison.OrdinalIgnoreCase);
}
