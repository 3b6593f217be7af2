namespace ConnectSchappo.Reconciler.Boxes.Tests.Lab;

public sealed record CommandResult(int ExitCode, string Output, string Errors)
{
    public string All => $"exit code {ExitCode}\n{Output}{Errors}";
}
