using System.Globalization;
using System.Text;
using System.Text.Json;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects.Modules;
using CsCheck;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests;

public class PlainTextTests
{
    [Theory]
    [InlineData("plain text, with \u00e7\u00e3o and \u20ac", "plain text, with \u00e7\u00e3o and \u20ac")]
    [InlineData("\ud83d\udcde", "\ud83d\udcde")] // a telephone, in two halves
    [InlineData("\u001b[31mred", "\\u001b[31mred")]
    [InlineData("a\u001b[1A\u001b[2K", "a\\u001b[1A\\u001b[2K")]
    [InlineData("one\ntwo\r\tthree\0", "one\\ntwo\\r\\tthree\\u0000")]
    [InlineData("\u007f \u0085 \u009b31m", "\\u007f \\u0085 \\u009b31m")]
    [InlineData("\u202eevil\u2066 \u200f \u061c \ufeff \u2028", "\\u202eevil\\u2066 \\u200f \\u061c \\ufeff \\u2028")]
    [InlineData("\udb40\udc41", "\\udb40\\udc41")] // a tag, which no terminal shows
    public void What_could_do_more_than_be_read_is_escaped(string text, string escaped)
    {
        Assert.Equal(escaped, PlainText.Line(text));
        Assert.Equal(escaped, PlainText.Line(escaped));
    }

    [Fact]
    public void What_is_said_of_a_box_stays_on_its_line()
    {
        const string Evil = "x\nforged: in sync";
        const string Shown = "x\\nforged: in sync";
        var evil = Message.Verbatim(Evil);
        var drift = new Drift
        {
            Kind = DriftKind.Http, Resource = new WizardId(Evil), Field = Evil, Desired = evil, File = evil, Memory = evil, Client = evil,
            Reason = evil, Writer = evil, Consequence = evil,
        };

        Assert.Equal(($"wizard {Shown}", $"wizard {Shown} {Shown}"), (drift.Resource.ToString(), drift.Name));
        Message?[] texts = [drift.Desired, drift.File, drift.Memory, drift.Client, drift.Reason, drift.Writer, drift.Consequence];
        Assert.Equal(Enumerable.Repeat(Shown, 8), texts.Select(t => t?.ToString()).Prepend(drift.Field));
        Assert.Equal(Shown, Fact.Unknown<int>(evil).Missing?.ToString());
        var problem = new Problem("DS024", Severity.Error, default!, Message.Verbatim(Evil), Message.Verbatim(Evil));
        Assert.Equal((Shown, Shown), (problem.Message.ToString(), problem.Hint.ToString()));
    }

    [Fact]
    public void Half_a_character_is_none() => Assert.Equal("\\ud83dx\\udcde", PlainText.Line($"{(char)0xd83d}x{(char)0xdcde}"));

    [Fact]
    public void Lines_may_be_kept() => Assert.Equal("one\ntwo\\u001b\n", PlainText.Lines("one\ntwo\u001b\n"));

    [Fact]
    public void Nothing_harmful_is_left_of_any_text() => Gen.String.Sample(text =>
    {
        var line = PlainText.Line(text);
        Assert.DoesNotContain(line.EnumerateRunes(), r => Rune.GetUnicodeCategory(r)
            is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.Surrogate);
        Assert.Equal(line, PlainText.Line(line));
        Assert.Equal(text.Split('\n').Select(PlainText.Line), PlainText.Lines(text).Split('\n'));
    });

    private static readonly JsonSerializerOptions Relaxed = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Fact]
    public void Json_means_the_same_behind_it()
    {
        const string Text = "\u007f \u202e \u001b \ud83d\udcde";
        var json = JsonSerializer.Serialize(Text, Relaxed);
        Assert.Equal(Text, JsonSerializer.Deserialize<string>(PlainText.Lines(json)));
    }
}
