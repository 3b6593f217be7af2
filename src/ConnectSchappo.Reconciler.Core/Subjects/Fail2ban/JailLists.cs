using System.Text;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Desired.Edits;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations;

namespace ConnectSchappo.Reconciler.Core.Subjects.Fail2ban;

/// <summary>
/// fail2ban's files as they would be with ours, and the jails that have a list of their own. Issabel 4's web interface writes
/// <c>ignoreip</c> into every jail's section of <c>jail.d/issabel.conf</c>, anew at each save, and a jail's own section overrides
/// [DEFAULT] wherever either stands. Source: IssabelFoundation/security, IssabelF2Bservice.class.php; fail2ban 0.11.2, tried.
/// </summary>
internal static class JailLists
{
    /// <summary>
    /// Our file: the list for all jails, and for those whose sections have one of their own, which [DEFAULT] does not override.
    /// </summary>
    public static string Body(EquatableArray<string> networks, IEnumerable<string> overruled)
    {
        var list = $"ignoreip = {string.Join(' ', networks)}\n";
        return $"[DEFAULT]\n{list}{string.Concat(overruled.Select(j => $"\n[{j}]\n{list}"))}";
    }

    /// <summary>What fail2ban would read if our file held these bytes; without it where they are null.</summary>
    public static JailTree With(Observation seen, ReadOnlyMemory<byte>? ours) =>
        JailTree.Load(ours is { } bytes ? Theirs(seen).Append(JailFile.Parse(Fail2banSubject.Jail, bytes)) : Theirs(seen));

    /// <summary>What fail2ban would read now.</summary>
    public static JailTree AsTheyAre(Observation seen) => With(
        seen, seen.Files.TryGetValue(Fail2banSubject.Jail, out var ours) ? ours.Content : null);

    /// <summary>
    /// The jails with a list of their own in a file that is read before ours, which would win over our [DEFAULT] and loses to a section
    /// of ours, by name. Each is a section of others already, so that one of ours brings no jail to life. Whether it is enabled does not
    /// matter, so that a jail that they enable is right from the start; nor does a file that is read after ours, so that ours stays as
    /// it is while that comes and goes.
    /// </summary>
    /// <param name="seen">A look at the box.</param>
    /// <param name="ours">Our file with nothing but [DEFAULT].</param>
    /// <param name="networks">What is wanted.</param>
    public static IEnumerable<string> Overruled(Observation seen, string ours, EquatableArray<string> networks)
    {
        List<JailFile> theirs = [.. Theirs(seen)];
        var tree = JailTree.Load(theirs.Append(JailFile.Parse(Fail2banSubject.Jail, Encoding.UTF8.GetBytes(ours))));
        if (!tree.IsValid)
        {
            // fail2ban takes nothing of broken files, and what stands behind the fault is unknown: nothing is decided anew.
            return seen.Files.TryGetValue(Fail2banSubject.Jail, out var now) && OwnFile.IsAsWritten(now.Content.Span)
                ? JailFile.Parse(Fail2banSubject.Jail, now.Content).Sections
                : [];
        }

        List<string> order = [.. tree.Files];
        var before = JailTree.Load(theirs.Where(f => order.LastIndexOf(f.Path) < order.LastIndexOf(Fail2banSubject.Jail)));
        return before.Jails.Where(j => before.Raw(j, "ignoreip") is not null && !Holds(before.Effective(j, "ignoreip"), networks))
            .Order(StringComparer.Ordinal);
    }

    /// <summary>
    /// Whether our jail file is as we wrote it and has the list that is wanted, so that only jails of others have come or gone since.
    /// </summary>
    public static bool AreTheirs(BoxView box, string path) =>
        path == Fail2banSubject.Jail && box.Desired.IgnoreIp is { } networks && box.Seen.Files.TryGetValue(path, out var now)
            && OwnFile.IsAsWritten(now.Content.Span)
        && Holds(JailTree.Load([JailFile.Parse(path, now.Content)]).Effective(JailTree.Default, "ignoreip"), networks);

    /// <summary>Whether a list names exactly these networks, however they are spelled.</summary>
    public static bool Holds(JailValue? list, EquatableArray<string> networks) => list is not null && Text(list.Words) == Text(networks);

    /// <summary>The list of the desired state with what a jail has besides, and without what it has not.</summary>
    public static Acceptance Accept(EquatableArray<string> wanted, EquatableArray<string> now)
    {
        EquatableArray<string> keys = [Fail2banSubject.Instance.Name, "ignoreip"];
        return Acceptance.Of(
        [
            .. wanted.ExceptBy(now.Select(Network.Canonical), Network.Canonical).Select(n => Statement.Of(new Said.NoItem(n), keys)),
            .. now.ExceptBy(wanted.Select(Network.Canonical), Network.Canonical).Select(n => Statement.Of(new Said.Item(n), keys)),
        ]);
    }

    /// <summary>A list in its one spelling and order.</summary>
    public static string Text(IEnumerable<string> networks) =>
        string.Join(' ', networks.Select(Network.Canonical).Order(StringComparer.Ordinal));

    private static IEnumerable<JailFile> Theirs(Observation seen) =>
        seen.Files.Values.Where(
            f => f.Path.StartsWith(Fail2banSubject.Directory, StringComparison.Ordinal) && f.Path != Fail2banSubject.Jail)
            .Select(f => JailFile.Parse(f.Path, f.Content));
}
