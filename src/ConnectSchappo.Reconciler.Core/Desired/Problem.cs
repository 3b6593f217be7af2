using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Desired;

/// <summary>
/// Something wrong or unwise in a desired state: a stable code (DS001 and so on), its place, what is wrong and what to do about it.
/// It never holds a secret's value.
/// </summary>
public sealed record Problem(string Code, Severity Severity, SourceLocation Place, Message Message, Message Hint)
{
    /// <summary>All of it on one line, in a language.</summary>
    public string In(Language language) =>
        PlainText.Line(
            $"{Place}: {(Severity == Severity.Error ? "error" : "warning")} {Code}: {Message.In(language)} {Hint.In(language)}");

    /// <summary>The same, in the language of this process.</summary>
    public override string ToString() => In(Language.Current);
}
