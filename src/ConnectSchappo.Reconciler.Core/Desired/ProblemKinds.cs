using static ConnectSchappo.Reconciler.Core.Desired.Severity;

namespace ConnectSchappo.Reconciler.Core.Desired;

/// <summary>Every kind of problem. A code that has been given is never given again.</summary>
public static class ProblemKinds
{
    // The text as such.
    public static ProblemKind Syntax { get; } = new(
        "DS001", Error, $"Not valid YAML",
        $"Check the indentation, quotes and brackets of this line and of the line before it.");

    public static ProblemKind TooMuch { get; } = new(
        "DS002", Error, $"Too large, too deep or too many values",
        $"Split the state over several files, each with some of the boxes.");

    public static ProblemKind Tag { get; } = new("DS003", Error, $"A YAML tag", $"Remove the tag. The option decides what a value means.");

    public static ProblemKind Alias { get; } = new(
        "DS004", Error, $"An alias that cannot be followed",
        $"Use `groups` or `profiles` for what several places share.");

    public static ProblemKind SecondDocument { get; } = new(
        "DS005", Error, $"A second document",
        $"Keep one document in the file. Remove the line `---`.");

    public static ProblemKind Empty { get; } = new(
        "DS006", Error, $"An empty file",
        $"An empty file removes nothing from a box. To leave a box alone, run `reconciler suspend BOX` or remove the box from `boxes`.");

    public static ProblemKind Duplicate { get; } = new("DS007", Error, $"Defined twice", $"Remove one of the two.");

    public static ProblemKind Shape { get; } = new(
        "DS008", Error, $"A map, a list or a value in the wrong place",
        $"Write it as docs/desired-state.md shows it.");

    public static ProblemKind NoValue { get; } = new("DS009", Error, $"No value", $"Write a value, or remove the line.");

    // Keys and values of our own.
    public static ProblemKind UnknownKey { get; } = new("DS010", Error, $"An unknown key", $"Use a key that docs/desired-state.md lists.");

    public static ProblemKind Missing { get; } = new("DS011", Error, $"A required key is missing", $"Add the key.");

    public static ProblemKind NotOneOf { get; } = new("DS012", Error, $"Not one of the allowed values", $"Use one of the allowed values.");

    public static ProblemKind NotANumber { get; } = new(
        "DS013", Error, $"Not a number, or out of range",
        $"Write a whole number within the range.");

    public static ProblemKind NotADuration { get; } = new(
        "DS014", Error, $"Not a duration",
        $"Write a number with `d`, `h`, `m` or `s`, for example `90s`, `2h` or `1h30m`.");

    public static ProblemKind NotAWindow { get; } = new(
        "DS015", Error, $"Not a restart window",
        $"Write days, hours and a time zone, for example `Mon-Sun 01:00-05:00 America/Sao_Paulo`.");

    public static ProblemKind ApiVersion { get; } = new(
        "DS016", Error, $"`apiVersion` is missing or unknown",
        $"Write `apiVersion: reconciler/v1`.");

    public static ProblemKind BadName { get; } = new(
        "DS017", Error, $"A name that cannot be used",
        $"Choose a short name of letters and digits.");

    public static ProblemKind OnlyCaseDiffers { get; } = new(
        "DS018", Error, $"Names that differ only in letter case",
        $"Rename one of them. Parts of Asterisk treat both names as the same.");

    public static ProblemKind BreaksLine { get; } = new(
        "DS019", Error, $"A value that cannot be written to Asterisk's files",
        $"Remove that from the value. A `;` may stay: it is escaped when it is written.");

    // Asterisk's options.
    public static ProblemKind UnknownOption { get; } = new(
        "DS020", Error, $"An option that Asterisk does not have",
        $"Look it up on the box: `asterisk -rx 'config show help'`.");

    public static ProblemKind BadOptionValue { get; } = new(
        "DS021", Error, $"A value that the option does not accept",
        $"Look the option up on the box: `asterisk -rx 'config show help'`.");

    public static ProblemKind PlainSecret { get; } = new(
        "DS022", Error, $"A secret as plain text",
        $"Put it into a file of the secrets directory and write `{{secret: FILE}}` here. "
            + $"Others may have read it: change it on the phones.");

    public static ProblemKind BadSecretName { get; } = new(
        "DS023", Error, $"A name that a secret cannot have",
        $"Use at most 100 letters, digits, `.`, `_` and `-`. Begin with a letter or a digit.");

    public static ProblemKind Dangling { get; } = new(
        "DS024", Error, $"A reference to something that does not exist",
        $"Add it, or name one that exists.");

    public static ProblemKind UnknownProfile { get; } = new(
        "DS025", Error, $"A profile that does not exist or extends itself",
        $"Name a profile that exists.");

    public static ProblemKind DisallowAfterAllow { get; } = new("DS026", Error, $"No codec left", $"Write `disallow` before `allow`.");

    public static ProblemKind SecretElsewhere { get; } = new(
        "DS027", Error, $"A secret for an option that cannot be one",
        $"Write the value as text.");

    public static ProblemKind BadModule { get; } = new(
        "DS028", Error, $"Not the file name of a module",
        $"Write the name that `module show` prints, for example `res_pjsip.so`.");

    // Addresses.
    public static ProblemKind BadAddress { get; } = new(
        "DS030", Error, $"Not an address",
        $"Write the address in full, for example `10.0.0.1` or `10.0.0.0/24`.");

    public static ProblemKind SameAddress { get; } = new(
        "DS031", Error, $"Two boxes with the same address",
        $"Remove one of the boxes, or correct its address.");

    public static ProblemKind WhitelistTooWide { get; } = new(
        "DS032", Error, $"A whitelist that is too wide",
        $"Name only networks that you trust, none wider than /8 (IPv6: /16).");

    public static ProblemKind HostBits { get; } = new("DS033", Warning, $"A network with host bits", $"Write the network that you mean.");

    public static ProblemKind BadHostKey { get; } = new(
        "DS034", Error, $"Not the fingerprint of a host key",
        $"Write the fingerprint as `ssh-keygen -lf` prints it: `SHA256:` and 43 characters.");

    // What cannot work together.
    public static ProblemKind PlainOnTlsPort { get; } = new(
        "DS040", Error, $"Plain HTTP on the TLS port",
        $"Give plain HTTP a port of its own: `bindaddr: 127.0.0.1` and `bindport: 8088`.");

    public static ProblemKind WebRtcWithoutTls { get; } = new(
        "DS041", Error, $"A softphone without TLS",
        $"Under `http` write `enabled: yes`, `tlsenable: yes`, `tlsbindaddr: 0.0.0.0:8089` and `tlscertfile: <path>`. "
        + $"If a proxy on the box ends TLS, write `tlsenable: no` and `bindaddr: 127.0.0.1` instead.");

    public static ProblemKind WebRtcWithoutModule { get; } = new(
        "DS042", Error, $"A softphone without PJSIP's WebSocket",
        $"Under `modules` write `preload: [res_pjsip_transport_websocket.so]`, or under `sip` write `general: {{websocket_enabled: no}}`.");

    public static ProblemKind OptionMissing { get; } = new(
        "DS043", Error, $"An object without an option that it needs",
        $"Add the option.");

    public static ProblemKind IssabelsOwn { get; } = new(
        "DS044", Error, $"An object that Issabel makes itself",
        $"Remove yours and name Issabel's where you need it, or rename yours.");

    public static ProblemKind RtpPorts { get; } = new(
        "DS045", Error, $"RTP ports that Asterisk does not accept",
        $"Write an even `rtpstart` and a greater `rtpend`, for example `rtpstart: 10000` and `rtpend: 20000`.");

    public static ProblemKind PhoneOnWebSocket { get; } = new(
        "DS046", Error, $"A desk phone or trunk on a WebSocket transport",
        $"Name a transport with `protocol: udp`, `tcp` or `tls`, or remove `transport`.");

    public static ProblemKind NeverIgnored { get; } = new(
        "DS047", Error, $"A field that cannot be ignored",
        $"Remove the entry, or name the fields that you mean. Who may call in, and with which secret, is never left to a box.");

    public static ProblemKind NothingIgnored { get; } = new(
        "DS048", Warning, $"An ignored field that no box has",
        $"Correct `resource` and `field`, or remove the entry.");

    public static ProblemKind NoProbe { get; } = new(
        "DS049", Error, $"An extension that cannot register for the check",
        $"Under `confirm` set `register` to an extension of the profile `webrtc` that has a `password` and that nobody else uses.");

    // Legal, and unwise.
    public static ProblemKind GoneModule { get; } = new("DS050", Warning, $"A module that no longer exists", $"Remove it.");

    public static ProblemKind PlainListenerOpen { get; } = new(
        "DS051", Warning, $"HTTP without TLS on all networks",
        $"Write `bindaddr: 127.0.0.1`. Softphones use the TLS port.");

    public static ProblemKind TlsWithoutCertificate { get; } = new(
        "DS052", Warning, $"TLS without a certificate",
        $"Write `tlscertfile: <path>`. If the key is in a file of its own, also write `tlsprivatekey: <path>`.");

    public static ProblemKind WebRtcDecides { get; } = new(
        "DS053", Warning, $"`dtls_verify` or `dtls_rekey` together with `webrtc`",
        $"Remove the option.");

    public static ProblemKind EndpointWithoutAuth { get; } = new(
        "DS054", Warning, $"An endpoint without authentication",
        $"Add `auth: <the name of an auth>`.");

    public static ProblemKind GroupWithoutBox { get; } = new(
        "DS055", Warning, $"A group without a box",
        $"Correct its `match` or the `labels` of a box, or remove the group.");

    public static ProblemKind NoEffect { get; } = new(
        "DS056", Warning, $"An option that Asterisk does not read",
        $"The option may stay; it has no effect. The STUN server of calls is set with `rtp: {{stunaddr: ...}}`.");

    public static ProblemKind OneContactKept { get; } = new(
        "DS057", Warning, $"Only one contact, and the old one is kept",
        $"Write `remove_existing: yes`, or raise `max_contacts`.");

    public static ProblemKind EmptyWhitelist { get; } = new(
        "DS058", Warning, $"An empty whitelist",
        $"Remove `ignoreip` to keep the box's own list, or name at least `127.0.0.1/8`.");

    public static ProblemKind RestartCutsCalls { get; } = new(
        "DS059", Warning, $"Restarts that cut calls",
        $"Write `when: idle`, with a `maxWait` after which an alert is raised, for example `maxWait: 2h`.");

    // Secrets, where they are at hand.
    public static ProblemKind SecretMissing { get; } = new(
        "DS060", Warning, $"A secret that is missing",
        $"Put it into the secrets directory, in a file of this name.");

    public static ProblemKind SecretBreaksLine { get; } = new(
        "DS061", Error, $"A secret that cannot be written to Asterisk's files",
        $"Remove that from the secret's file. One line break at its end does no harm.");

    public static ProblemKind SecretNoHash { get; } = new(
        "DS062", Error, $"Not an MD5 hash",
        $"Make the hash with `printf '%s' 'USER:REALM:PASSWORD' | md5sum`.");

    public static ProblemKind WeakPassword { get; } = new(
        "DS063", Warning, $"A password that is easy to guess",
        $"Make a password with `openssl rand -base64 18`. Phones are attacked all day.");

    // Legal, and a trap on Issabel alone.
    public static ProblemKind SecondGlobal { get; } = new(
        "DS070", Warning, $"A second global object on an Issabel box",
        $"On an Issabel box, remove it and write its options under `[global](+)` in pjsip_custom_post.conf.");

    // Versions of Asterisk.
    public static ProblemKind NotInVersion { get; } = new(
        "DS080", Error, $"Something that the box's version of Asterisk does not have",
        $"Write it in a group of boxes whose version has it, or remove it.");

    public static ProblemKind NotInEveryVersion { get; } = new(
        "DS081", Warning, $"Something that not every supported version of Asterisk has",
        $"Write which version the boxes run, for example `asterisk: 16`: at the top, in a group or in a box. Then only that one counts.");

    /// <summary>All of them, by code.</summary>
    public static EquatableArray<ProblemKind> All { get; } =
    [
        Syntax, TooMuch, Tag, Alias, SecondDocument, Empty, Duplicate, Shape, NoValue,
        UnknownKey, Missing, NotOneOf, NotANumber, NotADuration, NotAWindow, ApiVersion, BadName, OnlyCaseDiffers, BreaksLine,
        UnknownOption, BadOptionValue, PlainSecret, BadSecretName, Dangling, UnknownProfile, DisallowAfterAllow, SecretElsewhere, BadModule,
        BadAddress, SameAddress, WhitelistTooWide, HostBits, BadHostKey,
        PlainOnTlsPort, WebRtcWithoutTls, WebRtcWithoutModule, OptionMissing, IssabelsOwn, RtpPorts, PhoneOnWebSocket,
        NeverIgnored, NothingIgnored, NoProbe,
        GoneModule, PlainListenerOpen, TlsWithoutCertificate, WebRtcDecides, EndpointWithoutAuth, GroupWithoutBox, NoEffect,
        OneContactKept, EmptyWhitelist, RestartCutsCalls,
        SecretMissing, SecretBreaksLine, SecretNoHash, WeakPassword,
        SecondGlobal,
        NotInVersion, NotInEveryVersion,
    ];
}
