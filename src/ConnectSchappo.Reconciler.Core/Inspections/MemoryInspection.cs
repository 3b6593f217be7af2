using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Observations.Ami;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Inspections;

/// <summary>A thing of Asterisk's memory, which its manager interface tells: that cuts no name, and the command line does.</summary>
public abstract class MemoryInspection : Inspection
{
    private protected MemoryInspection(string name, string summary, params EquatableArray<string> columns)
        : base(name, summary, columns)
    {
    }

    /// <summary>What is asked, each action once.</summary>
    /// <param name="box">The box as it is wanted, running the version that was found.</param>
    public abstract EquatableArray<AmiAction> Actions(DesiredBox box);

    /// <summary>Reads the answers.</summary>
    public Fact<InspectionTable> Read(AmiAnswers answers) => Table(Rows(answers));

    private protected abstract Fact<IEnumerable<EquatableArray<string>>> Rows(AmiAnswers answers);

    /// <summary>A row for each event of that name in a list.</summary>
    private protected static Fact<IEnumerable<EquatableArray<string>>> Listed(
        AmiAnswers answers, AmiAction list, string name, Func<AmiFrame, EquatableArray<string>> row) =>
        answers.To(list).Listed(list.Name, events => events.Where(e => e.Event == name).Select(row));
}
