using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Desired.Edits;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>
/// Options that we add to a section which others write too: there the last value wins (http.conf, sip.conf [general]), or the first
/// (rtp.conf).
/// </summary>
internal static class SharedOptions
{
    public static IEnumerable<Drift> Find(BoxView box, SharedSectionSubject subject)
    {
        var configFile = subject.ConfigFile!;
        var view = box.Of(configFile);
        var blind = UnseenFiles.Any(box, configFile);
        foreach (var option in Counting(configFile, subject.Options(box.Desired)))
        {
            var known = BoxView.With(view.Options![option.Name], option.Value);
            if (box.Reveal(option.Value) is not { } desired)
            {
                continue;
            }

            // What counts may stand in a file that was not read: then only what our own file says otherwise is told.
            var now = view.Effective(view.Now, option.Name);
            if (blind && now?.Place.Path != configFile.Own)
            {
                continue;
            }

            var drift = new Drift
            {
                Kind = subject.OptionKind,
                Resource = new SettingsId(subject),
                Field = option.Name,
                Desired = BoxView.Show(known, desired),
                File = now is null ? LayerWords.NotSet : BoxView.Show(known, now.Value),
                Place = now?.Place,
                Overridden = view.Provenance(view.Now, option.Name).Overridden.Select(e => e.Place).ToEquatableArray(),
                Consequence = subject.Consequence,
            };
            var wanted = view.Effective(view.Wanted, option.Name);
            if (!blind && wanted is not null && !OptionSpelling.Same(known, desired, wanted.Value))
            {
                yield return Overridden(drift, known, wanted);
            }
            else if (now is null || !OptionSpelling.Same(known, desired, now.Value))
            {
                yield return drift;
            }
        }
    }

    /// <summary>What the files say of the option now, whoever's they are.</summary>
    public static Acceptance Accept(BoxView box, SharedSectionSubject subject, Drift drift)
    {
        var view = box.Of(subject.ConfigFile!);
        if (drift.Resource is not SettingsId || view.Options!.Find(drift.Field) is not { } option)
        {
            return drift.Remediation == Remediation.Automatic ? Acceptance.RunsOnly(drift) : Acceptance.NoMatter(drift);
        }

        var stated = subject.Options(box.Asked).LastOrDefault(o => o.Name.Equals(option.Name, StringComparison.OrdinalIgnoreCase));
        if (option.IsSecret || stated?.Value is DesiredValue.SecretReference)
        {
            return Acceptance.OfSecret(option.Name, stated?.Value);
        }

        var now = view.Provenance(view.Now, option.Name);
        if (now.Effective.Any(e => UriPassword.IsIn(e.Value)))
        {
            return Acceptance.OfSecret(option.Name, stated?.Value);
        }

        Said said = now.Entry is not { } entry ? new Said.Nothing()
            : option.Repeats == RepeatRule.Cumulative ? new Said.Text(string.Join(',', now.Effective.Select(e => e.Value)))
            : new Said.Text(entry.Value);
        return drift.InFile
            ? Acceptance.Of(Statement.Of(said, [.. subject.Keys, stated?.Name ?? option.Name]))
            : Acceptance.RunsOnly(drift);
    }

    /// <summary>
    /// Each option once: of a file of ours that is kept as somebody edited it, the line that counts where it stands several times.
    /// </summary>
    public static IEnumerable<DesiredOption> Counting(ConfigFile configFile, IEnumerable<DesiredOption> options) => configFile.ComesFirst
        ? options.DistinctBy(o => o.Name, StringComparer.OrdinalIgnoreCase)
        : options.Reverse().DistinctBy(o => o.Name, StringComparer.OrdinalIgnoreCase).Reverse();

    private static Drift Overridden(Drift drift, Option known, ConfEntry winner) => drift with
    {
        Kind = DriftKind.Foreign,
        Remediation = Remediation.Manual,
        File = BoxView.Show(known, winner.Value),
        Place = winner.Place,
        Overridden = [],
        Consequence = drift.ConfigFile!.ComesFirst
            ? $"another line overrides ours: remove {drift.Field} from {winner.Place}, or change the desired state"
            : (Message)$"a later line overrides ours: remove {drift.Field} from {winner.Place}, or change the desired state",
    };
}
