using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects;
using ConnectSchappo.Reconciler.Core.Subjects.Modules;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

namespace ConnectSchappo.Reconciler.Core.Plans;

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
    /// <param name="secrets">The secrets of <see cref="DesiredBox.SecretNames"/>; an object that needs a missing one is left as it
    /// is.</param>
    /// <param name="past">What was tried there before.</param>
    public static BoxView View(DesiredBox asked, Observation seen, string revision, ResolvedSecrets secrets, Past? past = null)
    {
        past ??= Past.None;
        asked = asked.Running(seen.Version);
        var files = seen.Configuration;
        asked = asked.WithPreload(LoadingOrder.Of(asked.Preload, files, seen.Unseen, asked.Catalogue.HasChanSip));
        var trees = KnownSubjects.OfAsterisk.ToDictionary(
            s => s, s => ConfTree.Load(s.IsThere(asked, seen) ? files : Nothing(s.ConfigFile!.Top), s.ConfigFile!.Top));
        var inputs = KnownSubjects.All.ToDictionary(
            s => s, s => new Lazy<string>(() => PartInputs.Of(s, seen, trees.GetValueOrDefault(s))));
        var holds = Holds.Find(asked, seen, secrets, past, s => inputs[s].Value);
        var desired = HeldObjects.Keep(
            asked, holds, past.Confirmed.Find, s => s.OwnFile is { } path ? seen.Files.GetValueOrDefault(path)?.Content : null);
        (desired, var ignored) = IgnoredFields.Keep(desired, c => trees[c]);
        var edits = new SortedDictionary<string, WantedFile>(StringComparer.Ordinal);
        var configFiles = new List<(Subject Subject, ConfTree Now, bool HasOwn, string Host)>();
        foreach (var subject in KnownSubjects.All.Where(s => s.OwnFile is not null))
        {
            var (path, now) = (subject.OwnFile!, trees.GetValueOrDefault(subject));
            if (!subject.IsThere(asked, seen))
            {
                if (now is not null)
                {
                    configFiles.Add((subject, now, HasOwn: false, subject.ConfigFile!.Top));
                }

                continue;
            }

            var own = OwnFile.Text(subject, desired, revision, new(seen, files, now, secrets.Values));
            var unseen = own is null && now is not null ? null : UnseenFiles.Refusal(seen, subject, now);
            var content = unseen is null || now is null ? own : seen.Files.GetValueOrDefault(path)?.Content;
            edits[path] = new WantedFile(subject, path, content, IsOwn: true, $"our own file", unseen);
            if (now is not null)
            {
                var host = IncludePlace.HostOf(subject.ConfigFile!, now);
                configFiles.Add((subject, now, own is not null, host));
                if (unseen is null)
                {
                    Edit(
                        subject, files, edits, host, $"the line that includes {Path.GetFileName(path)}",
                        d => IncludePlace.Put(d, subject.ConfigFile!, now, own is not null));
                }
            }
        }

        foreach (var subject in KnownSubjects.OfAsterisk.Reverse())
        {
            if (subject.TakenOut(desired, trees[subject]) is { } removal)
            {
                TakeOut(subject, files, edits, removal);
            }
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
            Names = desired.Pjsip.GroupBy(o => o.Type)
                .ToDictionary(g => g.Key, g => g.Select(o => o.Name).ToHashSet(StringComparer.Ordinal)),
            Secrets = secrets,
            Files = files,
            Wanted = seen.Elsewhere is null ? edits.Values.ToEquatableArray() : [],
            Subjects = KnownSubjects.All,
            Chains = configFiles.Select(c => new ConfigFileView(
                c.Subject, c.Now,
                ReferenceEquals(wanted, files) || !c.Subject.IsThere(asked, seen)
                    ? c.Now : ConfTree.Load(wanted, c.Subject.ConfigFile!.Top),
                c.HasOwn, c.Host,
                c.Subject.ConfigFile!.OptionsIn(desired.Catalogue))).ToEquatableArray(),
        };
    }

    // What nobody reads says nothing.
    private static ConfFileSet Nothing(string path) => new([ConfDocument.Parse(path, default)]);

    private static bool IsConf(WantedFile file) => file.Subject.ConfigFile is not null;

    private static bool IsThere(ConfFileSet files, WantedFile wanted) =>
        files.Find(wanted.Path) is { } file
            ? wanted.Bytes is { } bytes && file.ToBytes().Span.SequenceEqual(bytes.Span)
            : wanted.Bytes is null;

    private static ConfFileSet With(ConfFileSet files, WantedFile file) =>
        file.Bytes is { } bytes ? files.With(ConfDocument.Parse(file.Path, bytes)) : files.Without(file.Path);

    // What the web interface writes is never edited; our own file is written whole.
    private static void TakeOut(Subject subject, ConfFileSet files, SortedDictionary<string, WantedFile> edits, Removal removal)
    {
        var configFile = subject.ConfigFile!;
        var (why, sections, name, nameInFile) = removal;
        var before = Edited(files, edits);
        var taken = new List<string>();
        bool IsOthers(string path) => path != configFile.Own && !ConfigFile.IsGenerated(path);

        // What [name](+) adds to a section goes with it, in whichever file it stands.
        foreach (var file in sections.Where(s => IsOthers(s.Place.Path))
            .SelectMany(s => s.Additions.Where(a => IsOthers(a.Path)).Prepend(s.Place).Select(p => (Place: p, Section: s)))
            .GroupBy(p => p.Place.Path, StringComparer.Ordinal))
        {
            var gone = file.Where(p => p.Place == p.Section.Place).Select(p => name(p.Section)).ToHashSet(StringComparer.Ordinal);
            var additions = Additions(files.Find(file.Key)!, file.Where(p => p.Place != p.Section.Place).Select(p => p.Place).ToHashSet());
            Edit(
                subject, files, edits, file.Key, $"{why} {Listing.Of(file.Select(p => name(p.Section)))}",
                d => file.Select(p => Stray(p.Section)).FirstOrDefault(m => m is not null) is { } stray
                    ? ConfEdit.Refused(d, stray)
                    : d.RemoveSections(s => s.IsAddition
                        ? additions.Any(i => d.Sections[i].Place == s.Place)
                        : !s.IsTemplate && gone.Contains(nameInFile(s))));
            taken.Add(file.Key);
        }

        // [name](+) or a child in another file: without what it adds to, or inherits from, Asterisk cuts that file there.
        if (taken.Count > 0 && Broken(before, Edited(files, edits), configFile) is { } refusal)
        {
            foreach (var path in taken)
            {
                edits[path] = edits[path] with { Bytes = before.Find(path)?.ToBytes(), Refusal = edits[path].Refusal ?? refusal };
            }
        }
    }

    // Which of a file's headers they are: a line that was put in since moves them, and makes none.
    private static List<int> Additions(ConfDocument file, HashSet<ConfPlace> places) =>
        [.. file.Sections.Select((s, i) => (s.Place, Index: i)).Where(s => places.Contains(s.Place)).Select(s => s.Index)];

    // A line of an included file that has no header there would be read as part of the section before.
    private static Message? Stray(ConfSection section)
    {
        var own = section.Additions.Select(a => a.Path).Append(section.Place.Path).ToHashSet(StringComparer.Ordinal);
        return section.Entries.FirstOrDefault(e => e.InheritedFrom is null && !own.Contains(e.Place.Path)) is { } entry
            ? (Message)$"{entry.Place} is read as part of [{section.Name}] at {section.Place}: move its lines there first"
            : null;
    }

    private static ConfFileSet Edited(ConfFileSet files, SortedDictionary<string, WantedFile> edits) =>
        edits.Values.Where(w => IsConf(w) && !IsThere(files, w)).Aggregate(files, With);

    private static Message? Broken(ConfFileSet before, ConfFileSet after, ConfigFile configFile)
    {
        static IEnumerable<ConfProblem> Errors(ConfFileSet files, ConfigFile configFile) =>
            ConfTree.Load(files, configFile.Top).Problems.Where(p => p.Severity >= ConfSeverity.Error);
        var known = Errors(before, configFile).Select(p => p.Id).ToHashSet();
        return Errors(after, configFile).FirstOrDefault(p => !known.Contains(p.Id)) is { } problem
            ? (Message)$"{problem.Place} needs what would be removed ({problem.Message}): remove it there first"
            : null;
    }

    private static void Edit(
        Subject subject, ConfFileSet files, SortedDictionary<string, WantedFile> edits, string path, Message why,
        Func<ConfDocument, ConfEdit> make)
    {
        var before = edits.GetValueOrDefault(path);
        var document = before?.Bytes is { } bytes ? ConfDocument.Parse(path, bytes) : files.Find(path);
        var edit = make(document ?? ConfDocument.Parse(path, default));
        if (edit.Refusal is null && !edit.IsChange)
        {
            return;
        }

        edits[path] = new WantedFile(
            before?.Subject ?? subject, path,
            document is null && edit.Refusal is not null ? default(ReadOnlyMemory<byte>?) : edit.Document.ToBytes(), IsOwn: false,
            before is null ? why : (Message)$"{before.Why}; {why}", edit.Refusal ?? before?.Refusal);
    }
}
