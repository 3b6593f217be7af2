using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Rules;

namespace ConnectSchappo.Reconciler.Core.Subjects.Http;

/// <summary>Asterisk's HTTP server, which is the way in for softphones.</summary>
internal static class HttpRules
{
    public static void Check(DesiredBox box, ProblemList problems)
    {
        if (Options.IsYes(box.Http, "enabled") is not true)
        {
            return;
        }

        var bindaddr = Options.Find(box.Http, "bindaddr");
        // Asterisk opens no plain listener without bindaddr; Issabel's generated file, read before ours, may have one.
        var plain = Options.Find(box.Http, "bindport");
        var tls = Options.Find(box.Http, "tlsbindaddr");
        if (Options.IsYes(box.Http, "tlsenable") is true && (plain ?? bindaddr) is { } listener
            && HttpAddress.TlsPort(Text(tls)) == (Text(plain) ?? box.Catalogue.Http["bindport"].Default))
        {
            problems.Add(
                ProblemKinds.PlainOnTlsPort, listener.Place,
                $"Plain HTTP takes port {HttpAddress.TlsPort(Text(tls))}, so TLS cannot listen there.");
        }

        if (bindaddr is { Value: DesiredValue.Text { Value: "0.0.0.0" or "::" } })
        {
            problems.Add(
                ProblemKinds.PlainListenerOpen, bindaddr.Place, $"HTTP and WebSocket without TLS are open to all networks.");
        }

        if (Options.IsYes(box.Http, "tlsenable") is true && Options.Find(box.Http, "tlscertfile") is null)
        {
            problems.Add(
                ProblemKinds.TlsWithoutCertificate, Options.Find(box.Http, "tlsenable")!.Place,
                $"`tlsenable` is set without `tlscertfile`, so TLS stays off unless Issabel's own file names a certificate.");
        }
    }

    private static string? Text(DesiredOption? option) => (option?.Value as DesiredValue.Text)?.Value;
}
