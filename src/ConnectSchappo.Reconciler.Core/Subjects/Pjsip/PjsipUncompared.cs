using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>
/// Values of the desired state that memory cannot be held against. Where Asterisk never shows one, files alone are compared, and a note
/// says so: nothing would ever make such a box known. Where it shows one to everybody else, and its answer lacks it, that is unknown.
/// </summary>
internal static class PjsipUncompared
{
    /// <summary>What is compared in files alone.</summary>
    public static IEnumerable<Message> Values(BoxView box)
    {
        foreach (var wanted in box.Desired.Pjsip)
        {
            if (!box.Desired.Catalogue[wanted.Type].IsInMemory)
            {
                yield return $"{PjsipId.Of(wanted)}";
                continue;
            }

            foreach (var (name, option, value, fromFile) in PjsipDrifts.Options(box, wanted, o => !IsAlwaysShown(o)))
            {
                if (!IsShown(wanted, option, value) && !PjsipDrifts.IsForced(option, wanted, fromFile))
                {
                    yield return $"{name} of {PjsipId.Of(wanted)}";
                }
            }
        }
    }

    /// <summary>Options that Asterisk shows of every object, and not of this one.</summary>
    public static IEnumerable<(Message What, Message? Why, bool Needed)> Unknown(BoxView box)
    {
        // That it shows them all was tried on 16.28 and 22.10.1, with a bare object of each type.
        if (box.Desired.Catalogue.SeriesNumber is not (16 or 22))
        {
            yield break;
        }

        foreach (var wanted in box.Desired.Pjsip.Where(o => box.Desired.Catalogue[o.Type].IsInMemory))
        {
            var running = box.Seen.Memory.Of(wanted.Type).TryGet(out var objects) ? objects.GetValueOrDefault(wanted.Name) : null;
            var lacking = running is null ? [] : Lacking(box, wanted, running);
            if (lacking.Count > 0)
            {
                yield return ($"{Listing.Of(lacking)} of {PjsipId.Of(wanted)} in memory", $"Asterisk's answer lacks it", Needed: true);
            }
        }
    }

    private static List<string> Lacking(BoxView box, PjsipObject wanted, SorceryObject running)
    {
        var lacking = new List<string>();
        foreach (var (name, option, value, fromFile) in PjsipDrifts.Options(box, wanted, o => running[o] is null))
        {
            if (IsShown(wanted, option, value) && !PjsipDrifts.IsForced(option, wanted, fromFile))
            {
                lacking.Add(name);
            }
        }

        return lacking;
    }

    // Whatever its value is, and whatever else the object has.
    private static bool IsAlwaysShown(Option option) =>
        option is { ShownAs: ShownAs.Value or ShownAs.YesOrNo or ShownAs.FirstItem or ShownAs.StunServer, HiddenBy.IsEmpty: true };

    private static bool IsShown(PjsipObject wanted, Option option, string value) =>
        option.ShownAs is not ShownAs.Nothing && PjsipSpelling.IsTold(wanted, option, value);
}
