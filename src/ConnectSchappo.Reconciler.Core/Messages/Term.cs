namespace ConnectSchappo.Reconciler.Core.Messages;

/// <summary>A word that stands for a value, such as absent: it stays the same value however it is worded.</summary>
/// <param name="Key">What it is, as data.</param>
/// <param name="Words">How people are told.</param>
public sealed record Term(string Key, Message Words)
{
    public override string ToString() => Words.ToString();
}
