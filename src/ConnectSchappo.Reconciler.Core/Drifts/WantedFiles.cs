using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Observations;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>
/// Works out what each file of a box should hold: our own files, the one line that includes each, and what the desired state
/// takes out of the files of others. All else stays byte for byte.
/// </summary>
public static class WantedFiles
{
    /// <summary>Lays a box's desired state beside what was seen of it.</summary>
    /// <param name="desired">The box.</param>
    /// <param name="seen">A look at it.</param>
    /// <param name="revision">What the headers of files name that are written anew.</param>
    /// <param name="secrets">The secrets of <see cref="DesiredBox.SecretNames"/>; a chain that needs a missing one is left as it is.</param>
    public static BoxView View(DesiredBox desired, Observation seen, string revision, ResolvedSecrets secrets)
    {
        var files = new ConfFileSet(seen.Files.Values.Where(f => f.Path.EndsWith(".conf", StringComparison.Ordinal))
            .Select(f => ConfDocument.Parse(f.Path, f.Content)));
        var trees = Chain.All.ToDictionary(c => c, c => ConfTree.Load(files, c.Top));
        (desired, var ignored) = IgnoredFields.Keep(desired, c => trees[c]);
        var edits = new SortedDictionary<string, WantedFile>(StringComparer.Ordinal);
        var chains = new List<(Chain Chain, ConfTree Now, bool HasOwn, string Host)>();
        foreach (var chain in Chain.All)
        {
            var now = trees[chain];
            var host = IncludePlace.HostOf(chain, now);
            if (OwnFile.Needs(chain, desired).FirstOrDefault(secrets.Missing.ContainsKey) is { } missing)
            {
                var kept = seen.Files.GetValueOrDefault(chain.Own);
                chains.Add((chain, now, kept is not null, host));
                edits[chain.Own] = new WantedFile(chain.Own, kept?.Content, IsOwn: true, "our own file", secrets.Missing[missing]);
                continue;
            }

            var own = OwnFile.Text(chain, desired, revision, HasShared(chain, now), secrets.Values, CarriedOptions.Of(files, chain, desired.Rtp));
            chains.Add((chain, now, own is not null, host));
            edits[chain.Own] = new WantedFile(chain.Own, own, IsOwn: true, "our own file");
            Edit(files, edits, host, $"the line that includes {Path.GetFileName(chain.Own)}", d => IncludePlace.Put(d, chain, now, own is not null));
        }

        CleanUp(desired, files, edits, chains.First(c => c.Chain == Chain.Sip).Now, chains.First(c => c.Chain == Chain.Pjsip).Now);
        edits[OwnFile.Jail] = Jail(desired, seen, revision);
        var wanted = edits.Values.Where(w => IsConf(w) && !IsThere(files, w)).Aggregate(files, With);
        return new BoxView
        {
            Desired = desired,
            Ignored = ignored,
            Seen = seen,
            Names = desired.Pjsip.GroupBy(o => o.Type).ToDictionary(g => g.Key, g => g.Select(o => o.Name).ToHashSet(StringComparer.Ordinal)),
            Secrets = secrets,
            Files = files,
            Wanted = edits.Values.ToEquatableArray(),
            Chains = chains.Select(c => new ChainView(
                c.Chain, c.Now, ReferenceEquals(wanted, files) ? c.Now : ConfTree.Load(wanted, c.Chain.Top), c.HasOwn, c.Host)).ToEquatableArray(),
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
        TakeOut(files, edits, Chain.Sip, desired.SipAbsent.SelectMany(peers.Named), s => s.Name, s => s.Name, "chan_sip without");
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
        foreach (var file in sections.Where(s => s.Place.Path != chain.Own && !Chain.IsGenerated(s.Place.Path)).GroupBy(s => s.Place.Path, StringComparer.Ordinal))
        {
            var gone = file.Select(name).ToHashSet(StringComparer.Ordinal);
            Edit(files, edits, file.Key, $"{why} {Listing.Of(file.Select(name))}", d => d.RemoveSections(s => gone.Contains(nameInFile(s))));
        }
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
