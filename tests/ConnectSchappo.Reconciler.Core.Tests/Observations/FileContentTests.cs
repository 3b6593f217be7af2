using System.Runtime.CompilerServices;
using System.Text;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Observations;

/// <summary>What many boxes have alike is kept once, and no longer than somebody holds it.</summary>
public sealed class FileContentTests
{
    [Fact]
    public void The_same_bytes_of_two_boxes_are_kept_once()
    {
        var one = BoxFileOf(Encoding.UTF8.GetBytes("[DEFAULT]\nbantime = 600\n"));
        var other = BoxFileOf(Encoding.UTF8.GetBytes("[DEFAULT]\nbantime = 600\n"));

        Assert.True(one.Content.Equals(other.Content));
        Assert.Same(one.Sha256, other.Sha256);
    }

    [Fact]
    public void Other_bytes_are_another_content() =>
        Assert.NotEqual(BoxFileOf(Encoding.UTF8.GetBytes("a")).Sha256, BoxFileOf(Encoding.UTF8.GetBytes("b")).Sha256);

    [Fact]
    public void A_part_of_something_larger_does_not_keep_it()
    {
        var whole = Encoding.UTF8.GetBytes("of all files\nof one file\n");
        var part = whole.AsMemory(13);

        var file = BoxFileOf(part);

        Assert.Equal("of one file\n", Encoding.UTF8.GetString(file.Content.Span));
        Assert.False(file.Content.Equals(part));
    }

    [Fact]
    public void What_nobody_holds_any_more_is_gone()
    {
        var forgotten = Forgotten();

        GC.Collect();

        Assert.False(forgotten.TryGetTarget(out _));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference<FileContent> Forgotten()
    {
        WeakReference<FileContent>? last = null;
        for (var number = 0; number < 3000; number++)
        {
            last = new(FileContent.Of(Encoding.UTF8.GetBytes($"seen once: {number}")));
        }

        return last!;
    }

    private static BoxFile BoxFileOf(ReadOnlyMemory<byte> content) => new("/etc/fail2ban/jail.conf", "", "644", "root", "root", content);
}
