using ConnectSchappo.Reconciler.Boxes.Tests.Lab;
using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests;

/// <summary>
/// The log file that fail2ban reads, on a real box: what others take out of it comes back, by a reload that nobody notices.
/// </summary>
public class LoggerTests
{
    private const string WrongPassword = "Schappo-250-wrong";

    [Fact]
    public async Task A_level_that_somebody_takes_out_is_logged_again_and_nothing_of_ours_is_left_once_they_put_it_back()
    {
        await using var box = await LabBox.Up("logger");
        box.WriteState(s => s + "logger: {channels: {messages: [notice, warning, error, security]}}\n");
        await Applied(box);
        await box.Sh("! test -e /etc/asterisk/reconciler_logger.conf"); // Issabel's own line says it all
        var born = await box.Born();

        await box.Sh("""
            cd /etc/asterisk
            sed -i 's/^messages =>.*/messages => error,notice,warning/' logger_logfiles_additional.conf
            asterisk -rx 'logger reload'; : >/var/log/asterisk/messages
            """);
        await box.Register("250", WrongPassword);
        await box.Sh("! grep -q 'SecurityEvent=\"ChallengeResponseFailed\"' /var/log/asterisk/messages");
        var plan = await box.Reconciler("plan");
        Assert.Equal(2, plan.ExitCode);
        Assert.Contains("logger reload", plan.Output, StringComparison.Ordinal);

        await Applied(box);
        await box.Register("250", WrongPassword);
        await box.Sh("""
            for i in 1 2 3 4 5; do
              ! grep -q 'SecurityEvent="ChallengeResponseFailed"' /var/log/asterisk/messages || break
              sleep 1
            done
            test "$(grep -c 'SecurityEvent="ChallengeResponseFailed"' /var/log/asterisk/messages)" = 1
            grep -qx 'messages => security' /etc/asterisk/reconciler_logger.conf
            """);

        await box.Sh("sed -i 's/^messages =>.*/messages => error,notice,warning,security/' /etc/asterisk/logger_logfiles_additional.conf");
        await Applied(box);
        await box.Sh("""
            cd /etc/asterisk; ! test -e reconciler_logger.conf; ! grep -q reconciler logger_logfiles_custom.conf
            asterisk -rx 'logger show channels' | grep -c '/messages ' | grep -qx 1
            """);
        Assert.Equal(born, await box.Born());
    }

    private static async Task Applied(LabBox box)
    {
        var apply = await box.Reconciler("apply", "--yes");
        Assert.True(apply.ExitCode == 0, apply.All);
        var plan = await box.Reconciler("plan");
        Assert.True(plan.ExitCode == 0, plan.All);
    }
}
