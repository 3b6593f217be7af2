using ConnectSchappo.Reconciler.Core.Desired;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Desired;

public sealed class DesiredStateCorpusTests
{
    public static TheoryData<string> Good { get; } = DesiredStateCase.Names("good");

    public static TheoryData<string> Bad { get; } = DesiredStateCase.Names("bad");

    [Theory]
    [MemberData(nameof(Good))]
    public void A_good_document_is_taken(string name)
    {
        var document = DesiredStateCase.Load(name);

        var reading = document.Read();

        Assert.Equal(document.Expected, Told(reading));
        Assert.NotNull(reading.State);
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_bad_document_is_refused_with_every_problem_in_its_place(string name)
    {
        var document = DesiredStateCase.Load(name);

        var reading = document.Read();

        Assert.Equal(document.Expected, Told(reading));
        Assert.NotEmpty(document.Expected);
        Assert.Null(reading.State);
    }

    [Fact]
    public void Every_kind_of_problem_has_a_document()
    {
        var shown = Good.Concat(Bad).SelectMany(row => DesiredStateCase.Load(row.Data).Expected).Select(e => e[..5])
            .ToHashSet(StringComparer.Ordinal);

        // DS06x are of secrets, which no document holds.
        Assert.Equal(
            [],
            ProblemKinds.All.Select(k => k.Code)
                .Where(code => !shown.Contains(code) && !code.StartsWith("DS06", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Told(DesiredReading reading) =>
        reading.Problems.Select(p => $"{p.Code} at {p.Place.Line}:{p.Place.Column}");
}
