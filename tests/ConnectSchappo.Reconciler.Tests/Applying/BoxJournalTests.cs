using System.Text;
using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core.Subjects.ChanSip;
using ConnectSchappo.Reconciler.Core.Subjects.Http;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Rounds;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Applying;

/// <summary>What a look at the journal prints, read.</summary>
public class BoxJournalTests
{
    [Fact]
    public void A_part_that_is_printed_twice_is_one()
    {
        const string text =
            "@part pjsip\n@id t1\n@phase waiting\n@part pjsip\n@id t2\n@phase waiting\n@part http\n@id t1\n@phase waiting\n";
        var journal = BoxJournal.Parse(text);

        Assert.Equal([(PjsipSubject.Instance, "t1"), (HttpSubject.Instance, "t1")], journal.Open.Select(p => (p.Subject, p.Id)));
        Assert.Equal(2, JournalNotes.Waiting(journal, "matriz").Count);
    }

    [Fact]
    public void A_confirmed_file_that_was_cut_short_is_not_known_and_the_others_are()
    {
        var journal = BoxJournal.Parse(
            """
            @confirmed part=pjsip content=WzI1MF
            @confirmed part=http content=W2dlbmVyYWxd
            @confirmed part=sip content=
            @confirmed part=nobody content=W10=
            @confirmed part=rtp
            @confirmed
            """);

        Assert.Equal([HttpSubject.Instance, ChanSipSubject.Instance], journal.Confirmed.Keys.OrderBy(s => s.Name, StringComparer.Ordinal));
        Assert.Equal("[general]", Encoding.UTF8.GetString(journal.Confirmed[HttpSubject.Instance].Span));
        Assert.True(journal.Confirmed[ChanSipSubject.Instance].IsEmpty);
    }

    [Theory]
    [InlineData("@last transaction=t1 owner=ana maria@host (process 7)", "t1", "ana maria@host (process 7)")]
    [InlineData("@last transaction=t1 owner=", "t1", "")]
    [InlineData("@last transaction=t1", null, null)]
    [InlineData("@alive", null, null)]
    public void Who_held_the_lock_last_may_have_blanks_in_his_name(string line, string? transaction, string? owner)
    {
        var last = BoxJournal.Parse(line).Last;

        Assert.Equal((transaction, owner), (last?.Id, last?.Owner));
    }
}
