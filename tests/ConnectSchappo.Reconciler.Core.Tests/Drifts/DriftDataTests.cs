using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Subjects;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Drifts;

/// <summary>Findings are the same where their values are, whatever the words: no word is data, and every value is.</summary>
public class DriftDataTests
{
    private static readonly Drift Context = new()
    {
        Kind = DriftKind.Pjsip,
        Resource = new PjsipId(PjsipType.Endpoint, "250"),
        Field = "context",
        Desired = Message.Verbatim("from-internal"),
        File = $"set to {"default"}",
        Consequence = $"it calls anybody",
    };

    public static TheoryData<string> Cases => [.. Table.Keys];

    // What is otherwise | the drift | whether the fault is the same | whether all of it is
    private static readonly Dictionary<string, (Drift Drift, bool SameFault, bool Same)> Table = new(StringComparer.Ordinal)
    {
        ["the words"] = (Context with { File = $"{"default"} stands there", Consequence = $"nobody can call it" }, true, true),
        ["what is wanted"] = (Context with { Desired = Message.Verbatim("from-outside") }, true, false),
        ["a value"] = (Context with { File = $"set to {"public"}" }, false, false),
        ["the layer"] = (Context with { File = null, Memory = Context.File }, false, false),
        ["another layer too"] = (Context with { Client = LayerWords.Off }, false, false),
        ["the field"] = (Context with { Field = "allow" }, false, false),
        ["the object"] = (Context with { Resource = new PjsipId(PjsipType.Endpoint, "251") }, false, false),
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_drift_is_the_same_where_its_values_are(string otherwise)
    {
        var (drift, sameFault, same) = Table[otherwise];

        Assert.Equal(sameFault, DriftData.OfFault(drift) == DriftData.OfFault(Context));
        Assert.Equal(same, DriftData.Of(drift) == DriftData.Of(Context));
    }

    [Fact]
    public void States_without_a_value_differ_by_their_terms() =>
        Assert.Equal(
            4,
            ((Message[])[LayerWords.Absent, LayerWords.NotSet, LayerWords.Empty, LayerWords.Hung])
                .Select(state => DriftData.Of(Context with { Memory = state })).Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void What_could_not_be_seen_is_the_same_where_its_subject_and_values_are()
    {
        static string Of(Message text) => DriftData.Of(new UnknownFact(KnownSubjects.Asterisk, text));

        Assert.Equal(Of($"no answer to {"pjsip show aors"}"), Of($"asked {"pjsip show aors"} in vain"));
        Assert.NotEqual(Of($"no answer to {"pjsip show aors"}"), Of($"no answer to {"pjsip show auths"}"));
        Assert.NotEqual(
            Of($"no answer to {"x"}"), DriftData.Of(new UnknownFact(PjsipSubject.Instance, $"no answer to {"x"}")));
    }
}
