using ConnectSchappo.Reconciler.Hosting;
using ConnectSchappo.Reconciler.Rounds;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Hosting;

public sealed class SuspensionsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("suspensions-").FullName;
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void A_suspension_survives_a_restart_and_ends_by_itself()
    {
        new Suspensions(folder, time).Set(Of("matriz", hours: 2));

        var later = new Suspensions(folder, time);
        Assert.Equal(Of("matriz", hours: 2), later.Of("matriz"));
        Assert.Null(later.Of("recife"));
        time.Advance(TimeSpan.FromHours(2));
        Assert.Null(later.Of("matriz"));
        Assert.False(later.End("matriz"));
    }

    [Fact]
    public void A_box_has_its_own_suspension_or_that_of_all()
    {
        var suspensions = new Suspensions(folder, time);
        suspensions.Set(Of(Suspension.Everywhere, hours: 1));
        suspensions.Set(Of("matriz", hours: 3));

        Assert.Equal(Suspension.Everywhere, suspensions.Of("recife")!.Box);
        Assert.Equal("matriz", suspensions.Of("matriz")!.Box);
        Assert.True(suspensions.End("matriz"));
        Assert.Equal(Suspension.Everywhere, suspensions.Of("matriz")!.Box);
        Assert.True(suspensions.End(Suspension.Everywhere));
        Assert.Null(suspensions.Of("matriz"));
    }

    [Fact]
    public void The_newest_word_counts()
    {
        var suspensions = new Suspensions(folder, time);
        suspensions.Set(Of("matriz", hours: 8));
        suspensions.Set(Of("matriz", hours: 1));
        Assert.Equal(Of("matriz", hours: 1), suspensions.Of("matriz"));
    }

    [Theory]
    [InlineData("[{\"box\":\"mat")]
    [InlineData("[null]")]
    [InlineData("[{\"box\":\"matriz\"}]")]
    [InlineData(
        "[{\"box\":\"matriz\",\"reason\":null,\"since\":\"2026-11-24T18:00:00Z\",\"until\":\"2026-11-24T18:00:00Z\",\"by\":\"ana\"}]")]
    public void What_cannot_be_understood_is_not_taken_for_none(string kept)
    {
        File.WriteAllText(Path.Combine(folder, "suspensions.json"), kept);
        Assert.Contains(
            "suspensions.json", Assert.Throws<InvalidDataException>(() => new Suspensions(folder, time)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_kept_does_not_hold()
    {
        var suspensions = new Suspensions("/proc/nowhere", time);
        Assert.ThrowsAny<IOException>(() => suspensions.Set(Of("matriz", hours: 1)));
        Assert.Null(suspensions.Of("matriz"));
    }

    [Theory]
    [InlineData(24, 15)]
    [InlineData(1, 15)]
    [InlineData(0.2, 3)]
    public void Its_end_is_told_a_quarter_of_an_hour_before_or_a_quarter_of_a_short_one(double hours, double minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), SuspensionReporter.Notice(Of("matriz", hours)));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Suspension Of(string box, double hours) =>
        new(box, "the carrier works on the line", time.Start, time.Start + TimeSpan.FromHours(hours), "ana");
}
