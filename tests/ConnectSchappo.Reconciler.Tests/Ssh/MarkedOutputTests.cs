using System.Text;
using ConnectSchappo.Reconciler.Ssh;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Ssh;

public sealed class MarkedOutputTests
{
    private static readonly byte[] Mark = Encoding.ASCII.GetBytes("0123456789abcdef");

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(16)]
    [InlineData(4000)]
    public void Output_may_be_anything_and_come_in_any_pieces(int piece)
    {
        byte[] before = [.. new byte[] { 0, 255, 10 }, .. "0123456789abcde"u8, .. "no line end"u8];
        var output = new MarkedOutput(Mark, 1024 * 1024);
        byte[] all = [.. before, .. Mark, .. " 7 3\nlate rest"u8];
        var done = false;
        for (var at = 0; at < all.Length && !done; at += piece)
        {
            var block = all.AsMemory(at, Math.Min(piece, all.Length - at));
            block.CopyTo(output.Free());
            done = output.Add(block.Length);
        }

        Assert.True(done);
        Assert.Equal(before, output.Before.ToArray());
        Assert.Equal(" 7 3", Encoding.ASCII.GetString(output.Behind.Span));
    }

    [Fact]
    public void It_grows_no_further_than_it_may()
    {
        const int Most = 100_000;
        var output = new MarkedOutput(Mark, Most);
        while (!output.IsFull)
        {
            Assert.InRange(output.Free().Length, 1, Most + 4096);
            output.Add(Math.Min(output.Free().Length, 1000));
        }

        Assert.InRange(output.Collected.Length, Most + 1, Most + 4096);
    }

    [Fact]
    public void A_mark_without_the_end_of_its_line_is_not_yet_the_end()
    {
        var output = new MarkedOutput(Mark, 1024 * 1024);
        Mark.CopyTo(output.Free());

        Assert.False(output.Add(Mark.Length));
    }
}
