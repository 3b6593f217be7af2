using ConnectSchappo.Reconciler.Ssh;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Ssh;

public sealed class ShellWordTests
{
    [Theory]
    [InlineData("plain", "'plain'")]
    [InlineData("$(id) `id` \"x\" \\", "'$(id) `id` \"x\" \\'")]
    [InlineData("it's", @"'it'\''s'")]
    public void A_word_is_taken_as_it_is(string text, string quoted) => Assert.Equal(quoted, ShellWord.Quote(text));

    [Fact]
    public void A_NUL_is_refused() => Assert.Throws<ArgumentException>(() => ShellWord.Quote("a\0b"));
}
