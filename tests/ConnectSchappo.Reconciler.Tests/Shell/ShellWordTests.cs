using ConnectSchappo.Reconciler.Shell;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Shell;

public sealed class ShellWordTests
{
    [Theory]
    [InlineData("plain", "'plain'")]
    [InlineData("$(id) `id` \"x\" \\", "'$(id) `id` \"x\" \\'")]
    [InlineData("it's", @"'it'\''s'")]
    public void A_word_is_taken_as_it_is(string text, string quoted) => Assert.Equal(quoted, ShellWord.Quote(text));

    [Theory]
    [InlineData("/etc/it's/*.conf", @"'/etc/it'\''s/'*'.conf'")]
    [InlineData("*", "*")]
    [InlineData("/etc/[a]?$x", "'/etc/[a]?$x'")]
    public void Of_a_pattern_the_shell_expands_the_star_alone(string glob, string quoted) => Assert.Equal(quoted, ShellWord.Pattern(glob));

    [Fact]
    public void A_NUL_is_refused() => Assert.Throws<ArgumentException>(() => ShellWord.Quote("a\0b"));
}
