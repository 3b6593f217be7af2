namespace ConnectSchappo.Reconciler.Core.Diagnoses;

/// <summary>What a finding means for the person who asked.</summary>
public enum Weight
{
    /// <summary>Nothing is wrong.</summary>
    Well,

    /// <summary>It could not be looked at, or nothing is there to be looked at.</summary>
    NotLooked,

    /// <summary>It works, and a person may want to know of it.</summary>
    Remark,

    /// <summary>It keeps a phone from its calls, or the box from its protection.</summary>
    Broken,
}
