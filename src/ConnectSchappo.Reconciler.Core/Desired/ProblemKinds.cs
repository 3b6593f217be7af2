using static ConnectSchappo.Reconciler.Core.Desired.Severity;

namespace ConnectSchappo.Reconciler.Core.Desired;

/// <summary>Every kind of problem. A code that has been given is never given again.</summary>
public static class ProblemKinds
{
    // The text as such.
    public static ProblemKind Syntax { get; } = new("DS001", Error, "Not YAML", "Look at this line and the one before: indentation, quotes, brackets.");

    public static ProblemKind TooMuch { get; } = new("DS002", Error, "Too large, too deep or too much", "Split the state over several files and boxes.");

    public static ProblemKind Tag { get; } = new("DS003", Error, "A YAML tag", "Leave it out: the option decides what a value means.");

    public static ProblemKind Alias { get; } = new("DS004", Error, "An alias that cannot be followed", "Use `groups` or `profiles` for what several places share.");

    public static ProblemKind SecondDocument { get; } = new("DS005", Error, "A second document", "Keep one document in the file; remove the `---` line.");

    public static ProblemKind Empty { get; } = new("DS006", Error, "Nothing in it", "An empty state never removes anything; suspend the boxes or remove them by name.");

    public static ProblemKind Duplicate { get; } = new("DS007", Error, "The same thing twice", "Keep one of the two.");

    public static ProblemKind Shape { get; } = new("DS008", Error, "A map, a list or a value in the wrong place", "See the shape in docs/desired-state.md.");

    public static ProblemKind NoValue { get; } = new("DS009", Error, "No value", "Give it a value or leave the line out.");

    // Keys and values of our own.
    public static ProblemKind UnknownKey { get; } = new("DS010", Error, "An unknown key", "See the keys in docs/desired-state.md.");

    public static ProblemKind Missing { get; } = new("DS011", Error, "Something needed is missing", "Write it.");

    public static ProblemKind NotOneOf { get; } = new("DS012", Error, "Not one of the words allowed", "Take one of them.");

    public static ProblemKind NotANumber { get; } = new("DS013", Error, "Not a number, or out of range", "Write a whole number within the range.");

    public static ProblemKind NotADuration { get; } = new("DS014", Error, "Not a duration", "It is a number with `d`, `h`, `m` or `s`, as in `90s`, `2h` or `1h30m`.");

    public static ProblemKind NotAWindow { get; } = new("DS015", Error, "Not a restart window", "Write days, hours and a time zone, as in `Mon-Sun 01:00-05:00 America/Sao_Paulo`.");

    public static ProblemKind ApiVersion { get; } = new("DS016", Error, "No version of the language, or an unknown one", "Write `apiVersion: reconciler/v1`.");

    public static ProblemKind BadName { get; } = new("DS017", Error, "A name that Asterisk or we cannot keep", "Give it a shorter or plainer name.");

    public static ProblemKind OnlyCaseDiffers { get; } = new("DS018", Error, "Names that differ by letter case alone", "Give one of them another name: parts of Asterisk take them for the same.");

    public static ProblemKind BreaksLine { get; } = new("DS019", Error, "A value that cannot stand on its line", "Write it without that. A `;` may stay: it is escaped when it is written.");

    // Asterisk's options.
    public static ProblemKind UnknownOption { get; } = new("DS020", Error, "An option that Asterisk does not have", "See `config show help` on the box.");

    public static ProblemKind BadOptionValue { get; } = new("DS021", Error, "A value that the option does not take", "See `config show help` on the box.");

    public static ProblemKind PlainSecret { get; } = new("DS022", Error, "A secret as text", "Put it into a file of the secrets directory, write `{secret: NAME-OF-THE-FILE}` here, and change it on the phones: it has been seen.");

    public static ProblemKind BadSecretName { get; } = new("DS023", Error, "A secret's name that cannot be one", "It has letters, digits, `.`, `_` and `-`, begins with a letter or digit, and has at most 100 of them.");

    public static ProblemKind Dangling { get; } = new("DS024", Error, "A name that leads nowhere", "Make the object, or name one that is there.");

    public static ProblemKind UnknownProfile { get; } = new("DS025", Error, "A profile that is not there, or extends itself", "Name one that is there.");

    public static ProblemKind DisallowAfterAllow { get; } = new("DS026", Error, "No codec left", "Write `disallow` before `allow`.");

    public static ProblemKind SecretElsewhere { get; } = new("DS027", Error, "A secret where none belongs", "Write its text.");

    public static ProblemKind BadModule { get; } = new("DS028", Error, "No module's file name", "Write it as `module show` does, as in `res_pjsip.so`.");

    // Addresses.
    public static ProblemKind BadAddress { get; } = new("DS030", Error, "Not an address", "Write it in full, as in `10.0.0.1` or `10.0.0.0/24`.");

    public static ProblemKind SameAddress { get; } = new("DS031", Error, "Two boxes at one address", "Remove one, or correct its address.");

    public static ProblemKind WhitelistTooWide { get; } = new("DS032", Error, "A whitelist as wide as the world", "Name the networks that you trust, none wider than /8 (IPv6: /16).");

    public static ProblemKind HostBits { get; } = new("DS033", Warning, "A network with host bits", "Write the network that you mean.");

    public static ProblemKind BadHostKey { get; } = new("DS034", Error, "Not a host key's fingerprint", "Write it as `ssh-keygen -lf` prints it: `SHA256:` and 43 characters.");

    // What cannot work together.
    public static ProblemKind PlainOnTlsPort { get; } = new("DS040", Error, "The plain listener on the TLS port", "Give the plain listener its own: `bindaddr: 127.0.0.1` and `bindport: 8088`.");

    public static ProblemKind WebRtcWithoutTls { get; } = new("DS041", Error, "A softphone without TLS", "Under `http` write `enabled: yes`, `tlsenable: yes`, `tlsbindaddr` and `tlscertfile`.");

    public static ProblemKind WebRtcWithoutModule { get; } = new("DS042", Error, "A softphone without PJSIP's WebSocket", "Under `modules` write `preload: [res_pjsip_transport_websocket.so]`, or under `sip` `general: {websocket_enabled: no}`.");

    public static ProblemKind OptionMissing { get; } = new("DS043", Error, "An object without an option that it needs", "Give it that option.");

    public static ProblemKind IssabelsOwn { get; } = new("DS044", Error, "An object that Issabel makes itself", "Leave it out, and name Issabel's where you need it; or give yours another name.");

    public static ProblemKind RtpPorts { get; } = new("DS045", Error, "Ports for sound that Asterisk would not take", "Write both `rtpstart` and `rtpend`: an even number, and a greater one.");

    public static ProblemKind PhoneOnWebSocket { get; } = new("DS046", Error, "A desk phone or trunk on a WebSocket transport", "Name a transport of protocol `udp`, `tcp` or `tls`, or leave `transport` out.");

    public static ProblemKind NeverIgnored { get; } = new("DS047", Error, "A field that cannot be ignored", "Leave it out, or name the fields that you mean: who may call in, and with which secret, is not left to a box.");

    public static ProblemKind NothingIgnored { get; } = new("DS048", Warning, "An ignored field that nothing has", "Correct its `resource` and `field`, or take it out.");

    public static ProblemKind NoProbe { get; } = new("DS049", Error, "An identity that cannot register", "Under `confirm` let `register` name an extension of the webrtc profile, with a `password`, that nobody else uses.");

    // Legal, and unwise.
    public static ProblemKind GoneModule { get; } = new("DS050", Warning, "A module that is gone", "Leave it out.");

    public static ProblemKind PlainListenerOpen { get; } = new("DS051", Warning, "HTTP without TLS for everybody", "Write `bindaddr: 127.0.0.1`; softphones use the TLS port.");

    public static ProblemKind TlsWithoutCertificate { get; } = new("DS052", Warning, "TLS without a certificate", "Write `tlscertfile` (and `tlsprivatekey` where the key is a file of its own).");

    public static ProblemKind DtlsVerifyHasNoEffect { get; } = new("DS053", Warning, "dtls_verify beside webrtc", "Leave `dtls_verify` out.");

    public static ProblemKind EndpointWithoutAuth { get; } = new("DS054", Warning, "An endpoint without auth", "Give it an `auth`.");

    public static ProblemKind GroupWithoutBox { get; } = new("DS055", Warning, "A group without a box", "Correct its `match` or a box's `labels`, or remove it.");

    public static ProblemKind NoEffect { get; } = new("DS056", Warning, "An option that nothing reads", "It may stay; it changes nothing. The STUN server of calls is `rtp: {stunaddr: ...}`.");

    public static ProblemKind OneContactKept { get; } = new("DS057", Warning, "One contact, and the old one stays", "Write `remove_existing: yes`, or allow more contacts.");

    public static ProblemKind EmptyWhitelist { get; } = new("DS058", Warning, "An empty whitelist", "Leave `ignoreip` out to let the box's own stand, or name at least `127.0.0.1/8`.");

    public static ProblemKind RestartCutsCalls { get; } = new("DS059", Warning, "Restarts that cut calls", "Write `when: idle`, with a `maxWait` after which somebody is told.");

    // Secrets, where they are at hand.
    public static ProblemKind SecretMissing { get; } = new("DS060", Warning, "A secret that is missing", "Put it into the secrets directory, as a file of this name.");

    public static ProblemKind SecretBreaksLine { get; } = new("DS061", Error, "A secret that cannot stand on its line", "Write the file without it; one line break at its end does no harm.");

    public static ProblemKind SecretNoHash { get; } = new("DS062", Error, "No MD5 hash", "Make it with `printf '%s' 'USER:REALM:PASSWORD' | md5sum`.");

    public static ProblemKind WeakPassword { get; } = new("DS063", Warning, "A password that is soon guessed", "Make it with `openssl rand -base64 18`; phones are attacked all day.");

    // Legal, and a trap on Issabel alone.
    public static ProblemKind SecondGlobal { get; } = new("DS070", Warning, "A second global object on an Issabel box", "On an Issabel box leave it out, and write its options under `[global](+)` into pjsip_custom_post.conf.");

    /// <summary>All of them, by code.</summary>
    public static EquatableArray<ProblemKind> All { get; } =
    [
        Syntax, TooMuch, Tag, Alias, SecondDocument, Empty, Duplicate, Shape, NoValue,
        UnknownKey, Missing, NotOneOf, NotANumber, NotADuration, NotAWindow, ApiVersion, BadName, OnlyCaseDiffers, BreaksLine,
        UnknownOption, BadOptionValue, PlainSecret, BadSecretName, Dangling, UnknownProfile, DisallowAfterAllow, SecretElsewhere, BadModule,
        BadAddress, SameAddress, WhitelistTooWide, HostBits, BadHostKey,
        PlainOnTlsPort, WebRtcWithoutTls, WebRtcWithoutModule, OptionMissing, IssabelsOwn, RtpPorts, PhoneOnWebSocket, NeverIgnored, NothingIgnored, NoProbe,
        GoneModule, PlainListenerOpen, TlsWithoutCertificate, DtlsVerifyHasNoEffect, EndpointWithoutAuth, GroupWithoutBox, NoEffect, OneContactKept,
        EmptyWhitelist, RestartCutsCalls,
        SecretMissing, SecretBreaksLine, SecretNoHash, WeakPassword,
        SecondGlobal,
    ];
}
