using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Probes;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>The checks of a softphone's way, for a person: a line each, and under it what it proves.</summary>
internal static class ProbeText
{
    public static string Of(string box, SoftphoneAccount account, ClientChecks checks)
    {
        var from = checks.FromBox ? $"the box, to {checks.At.In(Language.English)}" : $"this host, to {account.WebSocket}";
        var text = new PlainLines().Add($"softphone {account.User} of {box}, from {from}");
        foreach (var check in checks.All)
        {
            var took = check.Took is { } time ? $"{time.TotalMilliseconds:0} ms" : "";
            text.Add(FormattableString.Invariant(
                $"  {Word(check.Result),-7} {check.Name.In(Language.English),-11} {took,7}  {check.Found.In(Language.English)}"));
            if (check.Result is CheckResult.Ok or CheckResult.Failed)
            {
                text.Add(check.Result == CheckResult.Ok
                    ? $"  {"",-28}this proves: {check.Proves.In(Language.English)}"
                    : $"  {"",-28}to do: {check.ToDo(box, checks.FromBox).In(Language.English)}");
            }
        }

        return text.ToString();
    }

    private static string Word(CheckResult result) => result switch
    {
        CheckResult.Ok => "ok",
        CheckResult.Warning => "warning",
        CheckResult.Failed => "FAILED",
        CheckResult.Skipped => "-",
        _ => throw new ArgumentOutOfRangeException(nameof(result), result, "a result without a word"),
    };
}
