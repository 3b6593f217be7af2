namespace ConnectSchappo.Reconciler.Core.Desired;

/// <summary>
/// Something wrong or unwise in a desired state: a stable code (DS001 and so on), its place, what is wrong and the way out.
/// It never holds a secret's value.
/// </summary>
public sealed record Problem(string Code, Severity Severity, SourceLocation Place, string Message, string Hint)
{
    public string Message { get; init; } = PlainText.Line(Message);

    public string Hint { get; init; } = PlainText.Line(Hint);

    public override string ToString() => $"{Place}: {(Severity == Severity.Error ? "error" : "warning")} {Code}: {Message} {Hint}";
}
