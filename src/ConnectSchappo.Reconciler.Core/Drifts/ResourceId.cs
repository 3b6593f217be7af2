using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>A thing on a box that can differ, as data: two are the same where their values are. Its name is for people, and nothing is read out of it.</summary>
public abstract record ResourceId
{
    private const string PeerMark = "chan_sip peer ";

    private const string ServiceMark = "service ";

    private ResourceId(Subject subject) => Subject = subject;

    public Subject Subject { get; }

    /// <summary>How people are told of it, such as <c>endpoint 250</c>.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// The object that it belongs to: the smallest thing that is kept as it was while the others of its subject are changed. Of PJSIP an
    /// object by its type and name, of chan_sip a peer, a service; otherwise all settings of the subject.
    /// </summary>
    public virtual ResourceId Object => new Settings(Subject);

    /// <summary>An object in one line, as it is kept on a box and on our disk; <see cref="Parse"/> reads it.</summary>
    public virtual string Key => Name;

    /// <summary>An object that the desired state has.</summary>
    public static Pjsip Of(PjsipObject wanted) => new(wanted.Type, wanted.Name);

    /// <summary>The object that a key means; null where it means none.</summary>
    public static ResourceId? Parse(string key)
    {
        if (Drifts.Subject.Named(key) is { } whole)
        {
            return new Settings(whole);
        }

        if (key.StartsWith(PeerMark, StringComparison.Ordinal))
        {
            return new SipPeer(key[PeerMark.Length..]);
        }

        if (key.StartsWith(ServiceMark, StringComparison.Ordinal))
        {
            return Drifts.Subject.Named(key[ServiceMark.Length..]) is { } served ? new Service(served) : null;
        }

        return key.Split(' ', 2) is [var type, var name] && PjsipTypes.Named(type) is { } known && known.TypeName() == type ? new Pjsip(known, name) : null;
    }

    public sealed override string ToString() => PlainText.Line(Name);

    /// <summary>An object of PJSIP, by what its section is called.</summary>
    public sealed record Pjsip(PjsipType Type, string Section) : ResourceId(Drifts.Subject.Pjsip)
    {
        public override string Name => $"{Type.TypeName()} {Section}";

        public override ResourceId Object => this;
    }

    /// <summary>A peer of chan_sip.</summary>
    public sealed record SipPeer(string Peer) : ResourceId(Drifts.Subject.Sip)
    {
        public override string Name => PeerMark + Peer;

        public override ResourceId Object => this;
    }

    /// <summary>What a subject has besides objects of its own: the options of http, the preloads of modules, the whitelist of fail2ban.</summary>
    public sealed record Settings(Subject Subject) : ResourceId(Subject)
    {
        public override string Name => Subject.Name;

        public override ResourceId Object => this;
    }

    /// <summary>A program that runs or does not: of the subject asterisk, or fail2ban.</summary>
    public sealed record Service(Subject Subject) : ResourceId(Subject)
    {
        public override string Name => Subject.Name;

        public override string Key => ServiceMark + Subject.Name;

        public override ResourceId Object => this;
    }

    /// <summary>A file, by its path.</summary>
    public sealed record ConfigFile(Subject Subject, string Path) : ResourceId(Subject)
    {
        public override string Name => Path;
    }

    /// <summary>A jail of fail2ban.</summary>
    public sealed record Jail(string JailName) : ResourceId(Drifts.Subject.Fail2ban)
    {
        public override string Name => $"fail2ban jail {JailName}";
    }

    /// <summary>An address that a jail of fail2ban bans.</summary>
    public sealed record Ban(string JailName, string Address) : ResourceId(Drifts.Subject.Fail2ban)
    {
        public override string Name => $"fail2ban jail {JailName} ban of {Address}";
    }

    /// <summary>Extensions of pjsip_wizard.conf, by the section that makes them.</summary>
    public sealed record Wizard(string Section) : ResourceId(Drifts.Subject.Modules)
    {
        public override string Name => $"wizard {Section}";
    }

    /// <summary>The WebSocket of softphones, as whoever connects sees it.</summary>
    public sealed record WebSocket() : ResourceId(Drifts.Subject.Modules)
    {
        public override string Name => "WebSocket";
    }

    /// <summary>A module, by its file's name.</summary>
    public sealed record Module(string File) : ResourceId(Drifts.Subject.Modules)
    {
        public override string Name => File;
    }

    /// <summary>A port on which the web server is to listen, or is not, while another program has it.</summary>
    public sealed record HttpPort(string Listener) : ResourceId(Drifts.Subject.Http)
    {
        public override string Name => $"http {Listener}";
    }

    /// <summary>A port of PJSIP's own, for desk phones and trunks.</summary>
    public sealed record PjsipPort() : ResourceId(Drifts.Subject.Pjsip)
    {
        public override string Name => "PJSIP port";
    }

    /// <summary>The peers of chan_sip, all of them.</summary>
    public sealed record SipPeers() : ResourceId(Drifts.Subject.Sip)
    {
        public override string Name => "chan_sip";
    }
}
