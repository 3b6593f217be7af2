using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Subjects.ChanSip;
using ConnectSchappo.Reconciler.Core.Subjects.Fail2ban;
using ConnectSchappo.Reconciler.Core.Subjects.Modules;
using ConnectSchappo.Reconciler.Core.Subjects.Rtp;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>
/// Works out what each file of a box should hold: our own files, the one line that includes each, and what the desired state
/// takes out of the files of others. All else stays byte for byte.
/// </summary>
public static class WantedFiles
{
    /// <summary>Lays a box's desired state beside what was seen of it.</summary>
    /// <param name="asked">What the desired state says of the box.</param>
    /// <param name="seen">A look at it.</param>
    /// <param name="revision">What the headers of files name that are written anew.</param>
    /// <param name="secrets">The secrets of <see cref="DesiredBox.SecretNames"/>; an object that needs a missing one is left as it is.</param>
    /// <param name="past">What was tried there before.</param>
    public static BoxView View(DesiredBox asked, Observation seen, string revision, ResolvedSecrets secrets, Past? past = null)
    {
        past ??= Past.None;
        var files = new ConfFileSet(SeenDocuments.Of(seen.Files.Values.Where(f => f.Path.EndsWith(".conf", StringComparison.Ordinal)), seen.Unseen));
        asked = asked with { Preload = LoadingOrder.Of(asked.Preload, files, seen.Unseen) };
        var trees = Chain.All.ToDictionary(c => c, c => ConfTree.Load(files, c.Top));
        var inputs = Subject.All.ToDictionary(s => s, s => new Lazy<string>(() => PartInputs.Of(s, seen, c => trees[c])));
        var holds = Holds.Find(asked, seen, secrets, past, s => inputs[s].Value);
        var desired = HeldObjects.Keep(
            asked, holds, s => past.Confirmed.TryGetValue(s, out var text) ? text : null, s => s.OwnFile is { } path ? seen.Files.GetValueOrDefault(path)?.Content : null);
        (desired, var ignored) = IgnoredFields.Keep(desired, c => trees[c]);
        var edits = new SortedDictionary<string, WantedFile>(StringComparer.Ordinal);
        var chains = new List<(Chain Chain, ConfTree Now, bool HasOwn, string Host)>();
        foreach (var chain in Chain.All)
        {
            var now = trees[chain];
            var host = IncludePlace.HostOf(chain, now);
            var own = OwnFile.Text(chain, desired, revision, HasShared(chain, now), secrets.Values, CarriedOptions.Of(files, chain, desired.Rtp));
            chains.Add((chain, now, own is not null, host));
            if (own is not null && UnseenFiles.Refusal(seen, chain, now) is { } unseen)
            {
                edits[chain.Own] = new WantedFile(chain.Own, seen.Files.GetValueOrDefault(chain.Own)?.Content, IsOwn: true, "our own file", unseen);
                continue;
            }

            edits[chain.Own] = new WantedFile(chain.Own, own, IsOwn: true, "our own file");
            Edit(files, edits, host, $"the line that includes {Path.GetFileName(chain.Own)}", d => IncludePlace.Put(d, chain, now, own is not null));
        }

        CleanUp(desired, files, edits, chains.First(c => c.Chain == Chain.Sip).Now, chains.First(c => c.Chain == Chain.Pjsip).Now);
        if (seen.Fail2ban != Fail2banLife.Absent)
        {
            edits[OwnFile.Jail] = Jail(desired, seen, revision) with { Refusal = UnseenFiles.RefusalOfJail(seen) };
        }

        foreach (var path in seen.Unseen.Keys.Where(p => edits.GetValueOrDefault(p) is { IsOwn: false }))
        {
            edits.Remove(path); // what was not read is not edited
        }

        var wanted = Edited(files, edits);
        return new BoxView
        {
            Asked = asked,
            Desired = desired,
            Holds = holds,
            Past = past,
            Inputs = s => inputs[s].Value,
            Ignored = ignored,
            Seen = seen,
            Names = desired.Pjsip.GroupBy(o => o.Type).ToDictionary(g => g.Key, g => g.Select(o => o.Name).ToHashSet(StringComparer.Ordinal)),
            Secrets = secrets,
            Files = files,
            Wanted = seen.Elsewhere is null ? edits.Values.ToEquatableArray() : [],
            Chains = chains.Select(c => new ChainView(
                c.Chain, c.Now, ReferenceEquals(wanted, files) ? c.Now : ConfTree.Load(wanted, c.Chain.Top), c.HasOwn, c.Host,
                c.Chain.OptionsIn(desired.Catalogue))).ToEquatableArray(),
        };
    }

    private static bool IsConf(WantedFile file) => file.Path.EndsWith(".conf", StringComparison.Ordinal);

    private static bool IsThere(ConfFileSet files, WantedFile wanted) =>
        files.Find(wanted.Path) is { } file ? wanted.Bytes is { } bytes && file.ToBytes().Span.SequenceEqual(bytes.Span) : wanted.Bytes is null;

    private static ConfFileSet With(ConfFileSet files, WantedFile file) =>
        file.Bytes is { } bytes ? files.With(ConfDocument.Parse(file.Path, bytes)) : files.Without(file.Path);

    private static void CleanUp(
        DesiredBox desired, ConfFileSet files, SortedDictionary<string, WantedFile> edits, ConfTree sip, ConfTree pjsip)
    {
        var peers = new SectionIndex(sip);
        TakeOut(
            files, edits, Chain.Sip, desired.SipAbsent.SelectMany(name => SipPeers.Named(peers, name)),
            s => s.Name, s => SipPeers.Is(TypeOf(s, sip)) ? s.Name : "", "chan_sip without");
        if (desired.Policy.Adopt)
        {
            var objects = new SectionIndex(pjsip);
            TakeOut(
                files, edits, Chain.Pjsip, desired.Pjsip.SelectMany(o => objects.Objects(o.Type, o.Name)),
                s => Named(s.Last("type"), s.Name), s => Named(TypeOf(s, pjsip), s.Name), "ours now:");
        }
    }

    // Under a header of one file a type from a template is not to be seen; of several parents the last one counts.
    private static ConfEntry? TypeOf(ConfSectionView section, ConfTree tree) => section.Last("type")
        ?? section.Parents.Select(p => tree.Sections.FirstOrDefault(s => ConfText.EqualsIgnoreCase(s.Name, p))?.Last("type")).LastOrDefault(t => t is not null);

    private static string Named(ConfEntry? type, string name) => $"{type?.Value.ToLowerInvariant()} {name}";

    // What the web interface writes is never edited; our own file is written whole.
    private static void TakeOut(
        ConfFileSet files, SortedDictionary<string, WantedFile> edits, Chain chain, IEnumerable<ConfSection> sections,
        Func<ConfSection, string> name, Func<ConfSectionView, string> nameInFile, string why)
    {
        var before = Edited(files, edits);
        var taken = new List<string>();
        foreach (var file in sections.Where(s => s.Place.Path != chain.Own && !Chain.IsGenerated(s.Place.Path)).GroupBy(s => s.Place.Path, StringComparer.Ordinal))
        {
            var gone = file.Select(name).ToHashSet(StringComparer.Ordinal);
            Edit(files, edits, file.Key, $"{why} {Listing.Of(file.Select(name))}", d => d.RemoveSections(s => !s.IsTemplate && gone.Contains(nameInFile(s))));
            taken.Add(file.Key);
        }

        // [name](+) or a child in another file: without what it adds to, or inherits from, Asterisk cuts that file there.
        if (taken.Count > 0 && Broken(before, Edited(files, edits), chain) is { } refusal)
        {
            foreach (var path in taken)
            {
                edits[path] = edits[path] with { Bytes = before.Find(path)?.ToBytes(), Refusal = edits[path].Refusal ?? refusal };
            }
        }
    }

    private static ConfFileSet Edited(ConfFileSet files, SortedDictionary<string, WantedFile> edits) =>
        edits.Values.Where(w => IsConf(w) && !IsThere(files, w)).Aggregate(files, With);

    private static string? Broken(ConfFileSet before, ConfFileSet after, Chain chain)
    {
        static IEnumerable<ConfProblem> Errors(ConfFileSet files, Chain chain) => ConfTree.Load(files, chain.Top).Problems.Where(p => p.Severity >= ConfSeverity.Error);
        var known = Errors(before, chain).Select(p => (p.Place.Path, p.Message)).ToHashSet();
        return Errors(after, chain).FirstOrDefault(p => !known.Contains((p.Place.Path, p.Message))) is { } problem
            ? $"{problem.Place} needs what would go ({problem.Message}): take it out there first"
            : null;
    }

    private static void Edit(
        ConfFileSet files, SortedDictionary<string, WantedFile> edits, string path, string why, Func<ConfDocument, ConfEdit> make)
    {
        var before = edits.GetValueOrDefault(path);
        var document = before?.Bytes is { } bytes ? ConfDocument.Parse(path, bytes) : files.Find(path);
        var edit = make(document ?? ConfDocument.Parse(path, default));
        if (edit.Refusal is null && !edit.IsChange)
        {
            return;
        }

        edits[path] = new WantedFile(
            path, document is null && edit.Refusal is not null ? default(ReadOnlyMemory<byte>?) : edit.Document.ToBytes(), IsOwn: false,
            before is null ? why : $"{before.Why}; {why}", edit.Refusal ?? before?.Refusal);
    }

    private static WantedFile Jail(DesiredBox desired, Observation seen, string revision)
    {
        var ours = OwnFile.JailText(desired, revision, []);
        return new WantedFile(
            OwnFile.Jail,
            ours is { } bytes ? OwnFile.JailText(desired, revision, JailLists.Overruled(seen, bytes, desired.IgnoreIp!.Value)) : null,
            IsOwn: true,
            "our own file");
    }

    private static bool HasShared(Chain chain, ConfTree tree) =>
        !chain.ComesFirst && tree.Sections.Any(s => !s.IsTemplate && s.Place.Path != chain.Own && s.Name.Equals(chain.SharedSection, StringComparison.OrdinalIgnoreCase));
}
