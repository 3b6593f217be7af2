namespace ConnectSchappo.Reconciler.Core.Desired;

/// <summary>Who confirms a change that was made and proved.</summary>
public enum ConfirmMode
{
    /// <summary>The proof does.</summary>
    Auto,

    /// <summary>A person does, within a time; otherwise the box undoes it by itself.</summary>
    Manual,
}
