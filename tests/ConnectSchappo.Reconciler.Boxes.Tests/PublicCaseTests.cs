using ConnectSchappo.Reconciler.Boxes.Tests.Lab;
using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests;

/// <summary>Situations of public reports that have cost somebody calls, on a real box.</summary>
public class PublicCaseTests
{
    private const string NewKey = "openssl req -x509 -newkey rsa:2048 -days 90 -keyout t.key -out t.crt";

    private const string Handshake = "echo | timeout 5 openssl s_client -connect 127.0.0.1:{0} 2>/dev/null | grep -m1 ^subject";

    [Fact]
    public async Task A_key_that_nobody_can_unlock_never_reaches_the_web_server()
    {
        await using var box = await LabBox.Up("locked");
        await Apply(box, 0);
        var served = await box.Sh(Served(8089));
        await box.Sh($"cd /etc/asterisk/keys; {NewKey} -passout pass:locked1 -subj /CN=locked.example 2>/dev/null; chown asterisk: t.*");
        box.WriteState(s => s
            .Replace("tlscertfile: /etc/asterisk/keys/asterisk.pem", "tlscertfile: /etc/asterisk/keys/t.crt", StringComparison.Ordinal)
            .Replace(
                "tlsprivatekey: /etc/asterisk/keys/asterisk.pem", "tlsprivatekey: /etc/asterisk/keys/t.key", StringComparison.Ordinal));

        var apply = await Apply(box, 5);
        Assert.Contains("encrypted with a passphrase", apply, StringComparison.Ordinal);
        Assert.Contains("openssl pkey -in /etc/asterisk/keys/t.key", apply, StringComparison.Ordinal);
        Assert.Equal(served, await box.Sh(Served(8089)));

        await box.Sh("cd /etc/asterisk/keys; openssl pkey -in t.key -passin pass:locked1 -out open.key; cat open.key >t.key; rm open.key");
        await Apply(box, 0);
        Assert.Contains("locked.example", await box.Sh(Served(8089)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_renewed_certificate_of_a_TLS_transport_is_seen_and_served()
    {
        await using var box = await LabBox.Up("renewed");
        await box.Sh($"cd /etc/asterisk/keys; {NewKey} -nodes -subj /CN=old.example 2>/dev/null; chown asterisk: t.*");
        box.WriteState(s => s.Replace(
            "pjsip:  ",
            "pjsip:\n  transports:\n    phones-tls: {protocol: tls, bind: \"0.0.0.0:5061\", method: tlsv1_2, "
            + "cert_file: /etc/asterisk/keys/t.crt, priv_key_file: /etc/asterisk/keys/t.key}\n  # ",
            StringComparison.Ordinal));
        await Apply(box, 0);
        Assert.Contains("old.example", await box.Sh(Served(5061)), StringComparison.Ordinal);

        await box.Sh($"cd /etc/asterisk/keys; {NewKey} -nodes -subj /CN=renewed.example 2>/dev/null");
        Assert.Contains("phones-tls", await box.Exits(2, "plan"), StringComparison.Ordinal);
        await Apply(box, 0);
        Assert.Contains("renewed.example", await box.Sh(Served(5061)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_extension_that_a_wizard_makes_too_is_told_with_its_place_and_nothing_of_PJSIP_is_touched()
    {
        await using var box = await LabBox.Up("twins");
        await box.Sh("""
            printf '[250]\ntype = wizard\naccepts_auth = yes\naccepts_registrations = yes\n' >/etc/asterisk/pjsip_wizard.conf
            printf 'inbound_auth/username = 250\ninbound_auth/password = lab-250\n' >>/etc/asterisk/pjsip_wizard.conf
            printf 'endpoint/context = from-internal\n' >>/etc/asterisk/pjsip_wizard.conf
            chown asterisk: /etc/asterisk/pjsip_wizard.conf
            systemctl restart asterisk; sleep 1; timeout 30 asterisk -rx 'core waitfullybooted'
            """);

        Assert.Contains("remove [250] from /etc/asterisk/pjsip_wizard.conf:1:1", await Apply(box, 5), StringComparison.Ordinal);
        await box.Sh(
            "! test -e /etc/asterisk/reconciler_pjsip.conf; asterisk -rx 'pjsip show endpoint 250' | grep -q 'context *: from-internal'");

        await box.Sh(": >/etc/asterisk/pjsip_wizard.conf");
        await Apply(box, 0);
        Assert.Equal(200, await box.Register("250", "Schappo-250-lab"));
    }

    [Fact]
    public async Task A_desk_phone_is_never_in_sync_where_PJSIP_has_no_port_for_it()
    {
        await using var box = await LabBox.Up("portless", "without-transports");
        await Apply(box, 0);
        box.WriteState(s => s.Replace(
            "  \"251\": {",
            "  \"301\": {profile: phone, name: Desk, password: {secret: softphone-251}}\n  \"251\": {",
            StringComparison.Ordinal));

        var apply = await Apply(box, 5);
        Assert.Contains("301 can neither register nor call: PJSIP has no port for desk phones and trunks", apply, StringComparison.Ordinal);
        Assert.Contains("phones-udp: {protocol: udp", apply, StringComparison.Ordinal);
    }

    private static string Served(int port) =>
        Handshake.Replace("{0}", port.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static Task<string> Apply(LabBox box, int exitCode) => box.Exits(exitCode, "apply", "--yes");
}
