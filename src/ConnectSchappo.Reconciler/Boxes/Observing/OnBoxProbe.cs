using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Probes;

namespace ConnectSchappo.Reconciler.Boxes.Observing;

/// <summary>
/// Checks the way of a softphone from the box itself, where the end of a WebSocket unregisters nobody. Asterisk's manager interface, where
/// it is to be had, sends the softphone a request.
/// </summary>
internal sealed class OnBoxProbe(IBoxConnection line, TimeProvider time)
{
    /// <param name="box">The box as it is wanted.</param>
    /// <param name="account">Whom to ask about.</param>
    /// <param name="login">What to log in with; null where nobody is to.</param>
    /// <param name="noLogin">Why nobody logs in, though it was asked for; null where somebody may.</param>
    /// <param name="perStage">The time for each stage.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="BoxFailure">The box does not answer, or its WebSocket cannot be opened without harm.</exception>
    public async Task<ClientChecks> Run(
        DesiredBox box, SoftphoneAccount account, Secret? login, Message? noLogin, TimeSpan perStage, CancellationToken cancellation)
    {
        await using var memory = new MemoryReader(line, time);
        await memory.Reach(cancellation);
        var running = box.Running(memory.Version);
        if (WebRtc.Probed(running, memory.Version) is not { } asked)
        {
            throw new BoxFailure(
                BoxFailureKind.Unexpected,
                $"{box.Name} has no listener that can be asked without harm: its address is a name, or a proxy on the box ends TLS and, in "
                    + $"this version of Asterisk, the end of a WebSocket unregisters all softphones.");
        }

        var probe = new WebSocketProbe(
            token => line.OpenPort(asked.At, perStage, token), _ => Task.FromResult(account.Path), Random.Shared, time)
        {
            IsSecured = asked.IsSecured,
        };
        Task<ProbeResult> Ask() => probe.Ask(
            account.User, perStage, cancellation, (uri, token) => memory.Notify(running, uri, token));
        var talk = await Ask();
        if (talk.WasReached is false)
        {
            talk = await Ask(); // it says that a restart is needed: made sure of
        }

        return new()
        {
            Extension = account.User,
            At = $"{asked.At}",
            FromBox = true,
            IsSecured = asked.IsSecured,
            Talk = talk,
            Login = talk.Failure is null && login is { } password && noLogin is null
                ? await probe.LogIn(account, password, perStage, cancellation)
                : null,
            NoLogin = login is null ? null : noLogin,
        };
    }
}
