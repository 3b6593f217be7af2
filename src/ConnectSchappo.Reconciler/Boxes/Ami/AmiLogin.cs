using System.Net;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Ami;
using ConnectSchappo.Reconciler.Ssh;

namespace ConnectSchappo.Reconciler.Boxes.Ami;

/// <summary>
/// Logs in to the manager interface with an account that the box already has. The answer to Asterisk's challenge is computed
/// on the box, so that no secret leaves it and no account is made.
/// </summary>
internal sealed class AmiLogin(IBoxConnection line, TimeProvider time)
{
    /// <summary>Connects and logs in. Of events only those come that tell of changes.</summary>
    /// <returns>A session, or the reason why there is none, which is no failure: Asterisk's command line serves too.</returns>
    /// <exception cref="BoxFailure">Deadline, or the line is gone.</exception>
    public async Task<AmiAccess> Open(TimeSpan deadline, CancellationToken cancellation)
    {
        using var limit = Deadline.In(deadline, time, cancellation);
        var offer = await Ask("", limit, cancellation);
        if (!offer.Enabled)
        {
            return Absent(
                AmiAbsence.Disabled, $"Asterisk's manager interface is off: set enabled=yes in [general] of /etc/asterisk/manager.conf.");
        }

        if (offer.User.Length == 0)
        {
            return Absent(
                AmiAbsence.NoAccount,
                $"/etc/asterisk/manager.conf has no account with a secret and with write access to system, command, reporting and config "
                    + $"from 127.0.0.1.");
        }

        if (!offer.IsLocal)
        {
            return Absent(AmiAbsence.PortClosed, $"The manager interface listens at {offer.Address} and not at 127.0.0.1.");
        }

        Stream stream;
        try
        {
            stream = await line.OpenPort(new IPEndPoint(IPAddress.Loopback, offer.Port), limit.Left, cancellation);
        }
        catch (BoxFailure failure) when (failure.Kind == BoxFailureKind.PortClosed)
        {
            return Absent(AmiAbsence.PortClosed, $"The manager interface is unreachable: {failure.Reason}");
        }

        var ami = new AmiSession(stream, time);
        AmiAccess? access = null;
        try
        {
            return access = await LogIn(ami, limit, cancellation);
        }
        catch (BoxFailure failure) when (failure.Kind == BoxFailureKind.PortClosed)
        {
            return Absent(
                AmiAbsence.NotAsterisk, $"The program that listens at 127.0.0.1:{offer.Port} closed the connection: {failure.Reason}");
        }
        finally
        {
            if (access is not AmiAccess.Granted)
            {
                await ami.DisposeAsync();
            }
        }
    }

    private async Task<AmiAccess> LogIn(AmiSession ami, Deadline limit, CancellationToken cancellation)
    {
        var challenge = (await ami.Send([new("Challenge", new AmiField("AuthType", "MD5"))], limit.Left, cancellation))[0];
        if (!challenge.Succeeded || challenge.Response["Challenge"] is not { Length: > 0 } question)
        {
            return Absent(AmiAbsence.LoginRefused, $"Asterisk sends no login challenge: {challenge.Message}");
        }

        var account = await Ask(question, limit, cancellation);
        var login = new AmiAction(
            "Login",
            new AmiField("AuthType", "MD5"),
            new AmiField("Username", account.User),
            new AmiField("Key", account.Answer),
            new AmiField("Events", "off"));
        var reply = (await ami.Send([login], limit.Left, cancellation))[0];
        if (reply.Succeeded)
        {
            await Listen(ami, account.User, limit, cancellation);
            return new AmiAccess.Granted(ami);
        }

        return Absent(
                AmiAbsence.LoginRefused,
                $"Asterisk refuses the account {account.User} of its manager.conf ({reply.Message}). If the file was changed since, run on "
                    + $"the box: asterisk -rx 'module reload manager'. Otherwise check the account's deny and permit for 127.0.0.1.");
    }

    // An account that may not read them serves for all else.
    private static async Task Listen(AmiSession ami, string account, Deadline limit, CancellationToken cancellation)
    {
        var replies = await ami.Send([AmiEvents.Rights(account), AmiEvents.OnlyChanges], limit.Left, cancellation);
        ami.Listens = AmiEvents.MayRead(replies[0]) && replies[1].Succeeded
            && (await ami.Send([AmiEvents.Begin], limit.Left, cancellation))[0].Succeeded;
    }

    private async Task<AmiAccount> Ask(string challenge, Deadline limit, CancellationToken cancellation)
    {
        var reply = await line.Run(AmiAccountScript.Text, AmiAccountScript.Input(challenge), limit.Left, cancellation);
        return AmiAccountScript.Read(reply.WhenDone());
    }

    private static AmiAccess.Absent Absent(AmiAbsence reason, Message message) => new(reason, message);
}
