using ConnectSchappo.Reconciler.Core.Desired.Sections;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects.ChanSip;
using ConnectSchappo.Reconciler.Core.Subjects.Fail2ban;
using ConnectSchappo.Reconciler.Core.Subjects.Http;
using ConnectSchappo.Reconciler.Core.Subjects.Modules;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Core.Subjects.Rtp;
using ConnectSchappo.Reconciler.Core.Subjects.Services;

namespace ConnectSchappo.Reconciler.Core.Subjects;

/// <summary>The list of subjects. A new one is a folder beside this file, and a line here.</summary>
public static class KnownSubjects
{
    /// <summary>All of them, in the order in which people are told of them.</summary>
    public static EquatableArray<Subject> All { get; } =
    [
        AsteriskSubject.Instance,
        HttpSubject.Instance,
        RtpSubject.Instance,
        ModulesSubject.Instance,
        PjsipSubject.Instance,
        ChanSipSubject.Instance,
        Fail2banSubject.Instance,
    ];

    /// <summary>Every activation, in the order in which they are carried out.</summary>
    public static EquatableArray<Activation> Activations { get; } =
        All.SelectMany(s => s.Activations).OrderBy(a => a.Rung).ToEquatableArray();

    /// <summary>What makes effective whatever needs a new start of Asterisk, of any subject.</summary>
    public static Activation Restart => AsteriskActivations.Restart;

    /// <summary>What a desired state may say, a section for each that it can speak of.</summary>
    public static EquatableArray<Section> Sections { get; } = All.Select(s => s.Section).OfType<Section>().ToEquatableArray();

    /// <summary>The one to which belongs what is nobody's in particular.</summary>
    public static Subject Asterisk => AsteriskSubject.Instance;

    /// <summary>The configuration files of Asterisk's that a desired state can speak of.</summary>
    public static EquatableArray<ConfigFile> ConfigFiles { get; } = All.Select(s => s.ConfigFile).OfType<ConfigFile>().ToEquatableArray();

    /// <summary>Every file, or glob of files, that is read of a box whatever others include.</summary>
    public static EquatableArray<string> Reads { get; } = All.SelectMany(s => s.Reads).Distinct(StringComparer.Ordinal).ToEquatableArray();

    /// <summary>The files whose includes are read too: each is the first of what Asterisk reads of one thing.</summary>
    public static EquatableArray<string> Tops { get; } =
        All.SelectMany(s => s.FilesBeside.Concat(s.ConfigFile is { } file ? [file.Top] : [])).ToEquatableArray();

    /// <summary>Those with a configuration file of Asterisk's.</summary>
    internal static IEnumerable<Subject> OfAsterisk => All.Where(s => s.ConfigFile is not null);

    public static Subject? Named(string name) => All.FirstOrDefault(s => s.Name == name);

    /// <summary>The activation of that name; null where there is none.</summary>
    public static Activation? ActivationNamed(string name) => Activations.FirstOrDefault(a => a.Name == name);

    public static Subject Of(ConfigFile configFile) => All.First(s => s.ConfigFile == configFile);

    /// <summary>The object that a key means (<see cref="ResourceId.Key"/>); null where it means none.</summary>
    public static ResourceId? Resource(string key) => key.StartsWith(ServiceId.Mark, StringComparison.Ordinal)
        ? Named(key[ServiceId.Mark.Length..]) is { } served ? new ServiceId(served) : null
        : All.Select(s => s.Parse(key)).FirstOrDefault(r => r is not null);
}
