using ConnectSchappo.Reconciler.Core.Desired;

namespace ConnectSchappo.Reconciler.Core.Subjects.Http;

/// <summary>What a box's desired state says of http.conf.</summary>
public static class HttpOfBox
{
    extension(DesiredBox box)
    {
        /// <summary>Options of http.conf's [general].</summary>
        public EquatableArray<DesiredOption> Http => box.Of<DesiredHttp>().All;
    }
}
