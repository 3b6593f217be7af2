using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Rules;

namespace ConnectSchappo.Reconciler.Core.Subjects.Http;

/// <summary>What a box's desired state says of http.conf.</summary>
public static class HttpOfBox
{
    extension(DesiredBox box)
    {
        /// <summary>Options of http.conf's [general].</summary>
        public EquatableArray<DesiredOption> Http => box.Of<DesiredHttp>().All;

        /// <summary>The value of one of them; null where the desired state is silent.</summary>
        public string? HttpText(string option) => Options.Find(box.Http, option)?.Value.ToString();
    }
}
