namespace ConnectSchappo.Reconciler.Boxes.Tests.Soak;

/// <summary>Something that is counted again and again, and stays as it is.</summary>
/// <param name="Name">What is counted.</param>
/// <param name="Most">By how much it may grow.</param>
/// <param name="MostOfAMinute">By how much it may grow where the time is a minute; null where that makes no difference.</param>
/// <param name="PerMinute">By how much it may grow in a minute, where that is what is asked.</param>
internal sealed record Quantity(string Name, double Most = 0, double? MostOfAMinute = null, double? PerMinute = null);
