using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Rules;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

/// <summary>Options without which an object of a type does nothing: Asterisk refuses it, or takes it and never uses it.</summary>
internal static class NeededOptions
{
    public static void Check(DesiredBox box, ProblemList problems)
    {
        foreach (var item in box.Pjsip)
        {
            var section = box.Catalogue[item.Type];
            foreach (var option in section.Curated)
            {
                if (option.Needed is { } need && Options.Find(item.Options, option.Name) is null
                    && Missing(item, section, option.Name, need) is { } missing)
                {
                    problems.Add(ProblemKinds.OptionMissing, item.Place, missing, need.Hint);
                }
            }
        }
    }

    /// <summary>What is wrong with an object that does not have an option; null where it does not need the option either.</summary>
    private static Message? Missing(PjsipObject item, OptionSection section, string option, OptionNeed needed)
    {
        switch (needed)
        {
            case OptionNeed.Always { Or: { } other } need:
                return Options.Find(item.Options, other) is null
                    ? (Message)$"The {item.Type.Word()} `{item.Name}` has neither `{option}` nor `{other}`, {need.Reason}."
                    : null;
            case OptionNeed.Always need:
                return $"The {item.Type.Word()} `{item.Name}` has no `{option}`, {need.Reason}.";
            case OptionNeed.With need:
                return (Options.Text(item.Options, need.Option) ?? section[need.Option].Default) is { } word && need.Words.Contains(word)
                    ? (Message)$"The {item.Type.Word()} `{item.Name}` has no `{option}`, which `{need.Option}: {word}` needs."
                    : null;
            default:
                throw new ArgumentOutOfRangeException(nameof(needed), needed, null);
        }
    }
}
