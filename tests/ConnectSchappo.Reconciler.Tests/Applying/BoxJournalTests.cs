using System.Text;
using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core.Drifts;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Applying;

/// <summary>What a look at the journal prints, read.</summary>
public class BoxJournalTests
{
    [Fact]
    public void A_confirmed_file_that_was_cut_short_is_not_known_and_the_others_are()
    {
        var journal = BoxJournal.Parse("@confirmed pjsip WzI1MF\n@confirmed http W2dlbmVyYWxd\n@confirmed sip \n@confirmed nobody W10=\n@confirmed");

        Assert.Equal([Subject.Http, Subject.Sip], journal.Confirmed.Keys.OrderBy(s => s.Name, StringComparer.Ordinal));
        Assert.Equal("[general]", Encoding.UTF8.GetString(journal.Confirmed[Subject.Http].Span));
        Assert.True(journal.Confirmed[Subject.Sip].IsEmpty);
    }
}
