using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Core.Subjects;

namespace ConnectSchappo.Reconciler.Core.Acceptances;

/// <summary>What comes of another text of a desired state: for each of its boxes, and for the one that was observed.</summary>
internal sealed class Effects(string file, DesiredState before, BoxView view, string revision)
{
    private readonly HashSet<DriftId> known = [.. Differ.Find(view).Drifts.Select(d => d.Id)];

    public Effect Of(string text)
    {
        var reading = DesiredStateReader.Read(file, text);
        if (reading.State is not { } state)
        {
            return new Effect([], [], reading.Problems.First(p => p.Severity == Severity.Error), []);
        }

        var changed = before.Boxes.Zip(state.Boxes).Where(p => p.First != p.Second)
            .SelectMany(p => Changed(p.First, p.Second).Select(item => (p.First.Name, item))).ToEquatableArray();
        var box = state.Boxes.First(b => b.Name == view.Asked.Name);
        var after = Differ.Find(WantedFiles.View(box, view.Seen, revision, view.Secrets, view.Past));
        return new Effect(
            after.Drifts.Select(d => d.Id).ToEquatableArray(),
            after.Drifts.Where(d => !known.Contains(d.Id)).ToEquatableArray(), null, changed);
    }

    private static IEnumerable<ResourceId> Changed(DesiredBox one, DesiredBox other)
    {
        static Dictionary<ResourceId, DesiredObject> Objects(DesiredBox box) =>
            KnownSubjects.All.SelectMany(s => s.Objects(box)).ToDictionary(o => o.Object);
        var (then, now) = (Objects(one), Objects(other));
        return then.Keys.Union(now.Keys).Where(k => then.GetValueOrDefault(k) != now.GetValueOrDefault(k));
    }
}
