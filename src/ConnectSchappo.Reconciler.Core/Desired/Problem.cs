namespace ConnectSchappo.Reconciler.Core.Desired;

/// <summary>
/// Something wrong or unwise in a desired state: a stable code (DS001 and so on), its place, what is wrong and the way out.
/// It never holds a secret's value.
/// </summary>
public sealed record Problem(string Code, Severity Severity, YamlPlace Place, string Message, string WayOut)
{
    public string Message { get; init; } = PlainText.Line(Message);

    public string WayOut { get; init; } = PlainText.Line(WayOut);

    public override string ToString() => $"{Place}: {(Severity == Severity.Error ? "error" : "warning")} {Code}: {Message} {WayOut}";
}
