using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Sections;

namespace ConnectSchappo.Reconciler.Core.Subjects.Rtp;

/// <summary><c>rtp</c> of a desired state.</summary>
internal sealed class RtpSection() : OptionsSection<DesiredRtp>("Asterisk's rtp.conf [general]: the sound of calls.")
{
    internal override void Check(DesiredBox box, ProblemList problems) => RtpRules.Check(box, problems);
}
