using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Sections;

namespace ConnectSchappo.Reconciler.Core.Subjects.Http;

/// <summary><c>http</c> of a desired state.</summary>
internal sealed class HttpSection() : OptionsSection<DesiredHttp>("Asterisk's http.conf [general].")
{
    internal override void Check(DesiredBox box, ProblemList problems) => HttpRules.Check(box, problems);
}
