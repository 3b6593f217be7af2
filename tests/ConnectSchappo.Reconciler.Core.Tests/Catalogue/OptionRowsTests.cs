using System.Collections;
using System.Reflection;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Desired.Rules;
using ConnectSchappo.Reconciler.Core.Desired.Values;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Catalogue;

/// <summary>What is known of options beside what the sources tell: a row each, and no second place.</summary>
public sealed class OptionRowsTests
{
    private static readonly PjsipObject Item = new(PjsipType.Transport, "x", [], default);

    public static TheoryData<int, string> Sections
    {
        get
        {
            var sections = new TheoryData<int, string>();
            foreach (var series in AsteriskCatalogue.Series)
            {
                foreach (var section in AsteriskCatalogue.Of(series).Sections)
                {
                    sections.Add(series, section.Kind);
                }
            }

            return sections;
        }
    }

    [Theory]
    [MemberData(nameof(Sections))]
    public void Each_option_answers_each_question(int series, string kind)
    {
        var section = Section(kind, series);
        foreach (var option in section.Options.Values)
        {
            Assert.Same(option, section[option.Name.ToUpperInvariant()]);
            Assert.Same(option, section.Find(option.Name.ToUpperInvariant()));
            Assert.Equal(option.Type is OptionType.Text or OptionType.Ignored, OptionValue.Refusal(option, "no value of any type") is null);
            Assert.Equal("a", RepeatedOptions.Value(option.Repeats, ["a"]));
            Assert.True(OptionSpelling.Same(option, " a", "a "));
            Assert.True(!MemorySpelling.Tells(option, "192.0.2.1") || MemorySpelling.Same(option, "192.0.2.1", "192.0.2.1"));
            Assert.Contains(PjsipTakesEffect.Of(Item, option, inMemory: true), (DriftNeed[])[DriftNeed.Reload, DriftNeed.Restart]);
            Assert.NotEqual(option.IsSecret || option.DecidesAccess, IgnorableFields.Refusal(section, option.Name) is null);
            Assert.Equal(section.Path.StartsWith("pjsip.conf/", StringComparison.Ordinal), option.Index >= 0);
        }
    }

    [Fact]
    public void Every_word_of_a_closed_set_is_known()
    {
        Option[] options =
        [
            .. Enum.GetValues<ComparedAs>().Select(c => new Option { Name = "x", ComparedAs = c }),
            .. Enum.GetValues<ShownAs>().Select(s => new Option { Name = "x", ShownAs = s }),
            .. Enum.GetValues<TakesEffect>().Select(t => new Option { Name = "x", TakesEffect = t }),
            .. Enum.GetValues<OptionType>().Select(t => new Option { Name = "x", Type = t }),
        ];

        Assert.All(options, o => Assert.Equal("a", OptionSpelling.Canonical(o, "a")));
        Assert.All(options.Where(o => MemorySpelling.Tells(o, "yes ")), o => Assert.True(MemorySpelling.Same(o, "yes ", "yes")));
        Assert.All(
            options,
            o => Assert.Equal(o.TakesEffect == TakesEffect.AtReload, PjsipTakesEffect.Of(Item, o, inMemory: false) == DriftNeed.Reload));
        Assert.All(options, o => Assert.Equal(o.Type is OptionType.Text or OptionType.Ignored, OptionValue.Refusal(o, "a") is null));
        Assert.Equal("c a a,b,c", string.Join(' ', Enum.GetValues<RepeatRule>().Select(r => RepeatedOptions.Value(r, ["a", "b", "c"]))));
    }

    [Theory]
    [MemberData(nameof(Sections))]
    public void What_a_row_says_of_other_options_holds(int series, string kind)
    {
        var section = Section(kind, series);
        foreach (var option in section.Options.Values)
        {
            var counting = section.Options[option.CountsAs];
            Assert.Equal((option.Repeats, option.ComparedAs), (counting.Repeats, counting.ComparedAs));
            Assert.All(option.HiddenBy, other => Assert.Contains(other, section.Options.Keys));
            Assert.All(option.OlderNames, name => Assert.Equal((option, null), (section[name], section.Find(name))));
            Assert.False(option is { IsSecret: true, RefersTo: not null }, $"{option.Name} has to be known before secrets are");
            Assert.Equal(!option.Listeners.IsEmpty, option.ShownAs == ShownAs.Listener);
            Assert.All(option.Labels, l => Assert.Equal(option, section.Labelled(l)));
            Assert.True(option.UnderWebRtc is null || OptionValue.Refusal(option, option.UnderWebRtc) is null);
            Assert.True(option.Needed switch
            {
                null => true,
                OptionNeed.Always need => need.Or is null || section.Options.ContainsKey(need.Or),
                OptionNeed.With need => need.Words.All(w => OptionValue.Refusal(section.Options[need.Option], w) is null),
                _ => false,
            });
        }
    }

    [Theory]
    [InlineData("auth", "password", "secret, needed, Text")]
    [InlineData("auth", "username", "decides access, needed, Text")]
    [InlineData("aor", "contact", "Cumulative, Text, shown as Nothing")]
    [InlineData("endpoint", "auth", "decides access, names Auth, Items")]
    [InlineData("endpoint", "aors", "names Aor, Items")]
    [InlineData("endpoint", "allow", "Cumulative, Codecs")]
    [InlineData("endpoint", "disallow", "counts as allow, Cumulative, Codecs")]
    [InlineData("endpoint", "permit", "decides access, addresses, Cumulative, Networks, shown as Nothing")]
    [InlineData("endpoint", "acl", "decides access, Cumulative, Items, shown as FirstItem, hidden by permit+deny")]
    [InlineData("endpoint", "contact_acl", "decides access, Cumulative, Items, shown as FirstItem, hidden by contact_permit+contact_deny")]
    [InlineData("endpoint", "direct_media_method", "Word, shown as AnotherOption")]
    [InlineData("endpoint", "media_encryption", "Word, dtls under webrtc")]
    [InlineData("endpoint", "dtls_verify", "Word, shown as YesOrNo, forced by webrtc")]
    [InlineData("endpoint", "callerid", "CallerId, <unknown> by default")]
    [InlineData("endpoint", "stir_shaken", "Word")]
    [InlineData("endpoint", "context", "Text")]
    [InlineData("identify", "match", "decides access, needed, addresses, Cumulative, Networks, shown as Addresses")]
    [InlineData("registration", "server_uri", "needed, Text")]
    [InlineData("transport", "bind", "needed, addresses, TransportAddress, AtReloadIfAllowed, own default")]
    [InlineData("transport", "local_net", "addresses, Cumulative, Networks")]
    [InlineData("transport", "cipher", "Cumulative, Items, AtReloadIfAllowed")]
    [InlineData("transport", "cert_file", "Text, AtReloadIfAllowed")]
    [InlineData("acl", "acl", "decides access, Cumulative, Items, shown as Nothing")]
    [InlineData("acl", "permit", "decides access, addresses, Cumulative, Networks, shown as Nothing")]
    [InlineData("global", "default_outbound_endpoint", "names Endpoint, Text")]
    [InlineData("system", "timer_t1", "Word, AtStart")]
    [InlineData("http", "enabled", "Word, shown as Listener plain listener+TLS listener")]
    [InlineData("http", "tlsbindaddr", "addresses, Word, shown as Listener TLS listener")]
    [InlineData("http", "prefix", "Text, shown as Nothing")]
    [InlineData("rtp", "rtpstart", "FirstWins, Word, labelled Port start, own default")]
    [InlineData("rtp", "strictrtp", "FirstWins, Word, shown as YesOrNo, labelled Strict RTP")]
    [InlineData("rtp", "stunaddr", "addresses, FirstWins, Word, shown as StunServer, labelled STUN address/Address/Hostname/Resolved Addr")]
    [InlineData("rtp", "ice_deny", "addresses, Cumulative, Word, shown as Nothing")]
    [InlineData("rtp", "turnpassword", "secret, FirstWins, Text, shown as Nothing")]
    [InlineData("rtp", "dtls_mtu", "FirstWins, Word, shown as Nothing")]
    [InlineData("sip", "auth", "secret, decides access, Items, shown as Nothing")]
    [InlineData("sip", "register", "secret, Cumulative, Text, shown as Nothing")]
    [InlineData("sip", "nat", "Word, shown as Nothing")]
    public void An_option_is_known_as_it_was_found_out(string kind, string name, string facts) =>
        Assert.Equal(facts, Told(Section(kind)[name]));

    [Theory]
    [InlineData("auth", 16, "password md5_cred")]
    [InlineData("auth", 18, "password md5_cred refresh_token oauth_secret")]
    [InlineData("auth", 20, "password md5_cred refresh_token oauth_secret password_digest")]
    [InlineData("transport", 16, "password")]
    [InlineData("rtp", 16, "turnpassword")]
    [InlineData("sip", 16, "secret md5secret remotesecret register auth")]
    public void Secrets_are_never_text(string kind, int series, string names) =>
        Assert.Equal(names, string.Join(' ', Section(kind, series).Curated.Where(o => o.IsSecret).Select(o => o.Name)));

    [Theory]
    [MemberData(nameof(Sections))]
    public void What_sounds_like_a_secret_is_one(int series, string kind) => Assert.Equal(
        Section(kind, series).Options.Values.Where(o => Redaction.IsSecret(o.Name)).Select(o => o.Name),
        Section(kind, series).Options.Values.Where(o => o.IsSecret && !SecretNames.Sometimes.Contains(o.Name)).Select(o => o.Name));

    [Fact]
    public void A_row_of_an_option_that_the_version_does_not_have_is_an_error()
    {
        var rows = new SectionRows("x.conf/general", "x", $"x.conf's [general]") { { "old", o => o }, { "new", 18, o => o } };

        Assert.Equal(["old"], rows.Of(16, [new Option { Name = "old" }]).Curated.Select(o => o.Name));
        Assert.Equal(
            "There is a row of `new` of x.conf/general, which Asterisk 18 does not have.",
            Assert.Throws<InvalidOperationException>(() => rows.Of(18, [new Option { Name = "old" }])).Message);
    }

    [Fact]
    public void An_option_has_one_row() => Assert.Throws<ArgumentException>(
        () => new SectionRows("x.conf/general", "x", $"x.conf's [general]") { { "a", o => o }, { "a", o => o } });

    [Fact]
    public void Nobody_else_keeps_a_list_of_options()
    {
        var names = AsteriskCatalogue.Series.SelectMany(s => AsteriskCatalogue.Of(s).Sections).SelectMany(s => s.Options.Keys)
            .ToHashSet(StringComparer.Ordinal);
        var lists = from type in typeof(AsteriskCatalogue).Assembly.GetTypes()
                    where type.Namespace != typeof(AsteriskCatalogue).Namespace && !type.ContainsGenericParameters
                    from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
                    let found = Strings(field.GetValue(null)).Where(names.Contains).Distinct(StringComparer.Ordinal).ToList()
                    where found.Count > 1
                    select $"{type.Name}.{field.Name}: {string.Join(' ', found)}";

        Assert.Equal([], lists);
    }

    private static OptionSection Section(string kind, int series = 16) => AsteriskCatalogue.Of(series).Sections.Single(s => s.Kind == kind);

    private static IEnumerable<string> Strings(object? value) => value switch
    {
        string text => [text],
        IDictionary table => table.Keys.OfType<string>().Concat(table.Values.OfType<string>()),
        IEnumerable list => list.OfType<object>().SelectMany(Parts),
        _ => [],
    };

    private static IEnumerable<string> Parts(object item) => item is string text ? [text]
        : item is System.Runtime.CompilerServices.ITuple tuple ? Enumerable.Range(0, tuple.Length).Select(i => tuple[i]).OfType<string>()
        : [];

    private static string Told(Option option)
    {
        (bool Holds, string Words)[] facts =
        [
            (option.IsSecret, "secret"), (option.DecidesAccess, "decides access"), (option.Needed is not null, "needed"),
            (option.RefersTo is not null, $"names {option.RefersTo}"), (option.HoldsAddresses, "addresses"),
            (option.CountsAs != option.Name, $"counts as {option.CountsAs}"), (option.Repeats != RepeatRule.LastWins, $"{option.Repeats}"),
            (true, $"{option.ComparedAs}"), (option.TakesEffect != TakesEffect.AtReload, $"{option.TakesEffect}"),
            (option.ShownAs != ShownAs.Value, $"shown as {option.ShownAs} {string.Join('+', option.Listeners)}".TrimEnd()),
            (!option.HiddenBy.IsEmpty, $"hidden by {string.Join('+', option.HiddenBy)}"),
            (!option.Labels.IsEmpty, $"labelled {string.Join('/', option.Labels)}"),
            (option.UnderWebRtc is not null, $"{option.UnderWebRtc} under webrtc"),
            (option is { IsForcedByWebRtc: true, UnderWebRtc: null }, "forced by webrtc"),
            (option.DefaultInMemory != option.Default, $"{option.DefaultInMemory} by default"), (!option.IsComparedUnasked, "own default"),
        ];
        return string.Join(", ", facts.Where(f => f.Holds).Select(f => f.Words));
    }
}
