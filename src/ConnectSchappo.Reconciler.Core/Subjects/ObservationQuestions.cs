using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Rules;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Subjects.Http;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

namespace ConnectSchappo.Reconciler.Core.Subjects;

/// <summary>
/// Which certificates a look asks about. It hangs on the desired state, and where that is silent on the files: a web interface may name
/// the web server's certificate, and generate transports that desk phones of ours use.
/// </summary>
/// <param name="Certificate">The web server's; null where nobody names one.</param>
/// <param name="Key">The file of its private key; null where the certificate's own is to hold it.</param>
/// <param name="Transports">The TLS transports with a certificate of their own.</param>
public sealed record ObservationQuestions(string? Certificate, string? Key, EquatableArray<TransportQuestion> Transports)
{
    /// <param name="box">What the desired state says.</param>
    /// <param name="files">The files, as far as they are known.</param>
    public static ObservationQuestions Of(DesiredBox box, ConfFileSet files)
    {
        // What our own file said before is not what others say.
        var http = box.Http.IsEmpty ? null
            : ConfTree.Load(files.With(ConfDocument.Parse(HttpSubject.Config.Own, default)), HttpSubject.Config.Top)
                .Find(HttpSubject.Config.SharedSection!);
        string? Said(string option) => Options.Find(box.Http, option)?.Value.ToString();
        string? Named(string option) => (Said(option) ?? http?.Last(option)?.Value) is { Length: > 0 } path ? path : null;
        return new(
            Named("tlscertfile"), Named("tlsprivatekey"),
            TransportQuestion.Of(box)
                .Concat(TransportsOfOthers.Of(box, new(() => new SectionIndex(ConfTree.Load(files, PjsipSubject.Config.Top)))))
                .ToEquatableArray());
    }
}
