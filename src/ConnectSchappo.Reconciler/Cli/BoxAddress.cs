using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Values;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>A box that no desired state names yet, as ssh takes it: <c>USER@ADDRESS</c> or <c>USER@ADDRESS:PORT</c>.</summary>
internal static class BoxAddress
{
    private const int SshPort = 22;

    /// <summary>Whether it is meant as an address, and not as the name of a box.</summary>
    public static bool IsMeant(string text) => text.Contains('@', StringComparison.Ordinal);

    /// <returns>A box of which nothing is wanted, named by its address or as a person says; null where it is no address.</returns>
    public static DesiredBox? Read(string text, string? name)
    {
        var at = text.LastIndexOf('@');
        return at > 0 && HostText.IsUser(text[..at]) && ServerAddress.Read(text[(at + 1)..]) is { } server && HostText.IsHost(server.Host)
            ? new DesiredBox
            {
                Name = name ?? server.Host.Replace(':', '-'),
                Address = server.Host,
                Port = server.Port ?? SshPort,
                User = text[..at],
                Catalogue = AsteriskCatalogue.Any,
            }
            : null;
    }
}
