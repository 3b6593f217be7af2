using System.Net.Sockets;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

namespace ConnectSchappo.Reconciler.Probes;

/// <summary>
/// Checks the way of a softphone from this host, as its user comes. It opens a WebSocket only where its end unregisters nobody.
/// </summary>
internal sealed class OutsideProbe(SoftphoneAccount account, TimeProvider time)
{
    /// <param name="login">What to log in with; null where nobody is to.</param>
    /// <param name="noLogin">Why nobody logs in, though it was asked for; null where somebody may.</param>
    /// <param name="perStage">The time for each stage.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<ClientChecks> Run(Secret? login, Message? noLogin, TimeSpan perStage, CancellationToken cancellation)
    {
        var probe = new WebSocketProbe(Connect, _ => Task.FromResult(account.Path), Random.Shared, time)
        {
            Name = account.Server,
            Host = account.Authority,
        };
        var look = await probe.Look(perStage, cancellation);
        var harm = look.Page is { } page && look.Failure is null ? ClientChecks.HarmOf(page) : null;
        var mayTalk = look.Failure is null && harm is null;
        return new()
        {
            Extension = account.User,
            At = $"{account.Authority}",
            FromBox = false,
            Look = look,
            Harm = harm,
            Talk = mayTalk ? await probe.Ask(account.User, perStage, cancellation) : null,
            Login = mayTalk && login is { } password && noLogin is null
                ? await probe.LogIn(account, password, perStage, cancellation)
                : null,
            NoLogin = login is null ? null : noLogin ?? harm,
        };
    }

    private async Task<Stream> Connect(CancellationToken cancellation)
    {
        var client = new TcpClient();
        try
        {
            await client.ConnectAsync(account.Server, account.Port, cancellation);
            return client.GetStream();
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }
}
