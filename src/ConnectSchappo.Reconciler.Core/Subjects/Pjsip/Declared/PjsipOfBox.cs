using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

/// <summary>What a box's desired state says of PJSIP.</summary>
public static class PjsipOfBox
{
    extension(DesiredBox box)
    {
        /// <summary>Its PJSIP objects.</summary>
        public EquatableArray<PjsipObject> Pjsip => box.Of<DesiredPjsip>().Objects;

        /// <summary>
        /// The password of an endpoint that logs in by its own name; null where it has none, only its hash, or logs in by another.
        /// </summary>
        public DesiredValue.SecretReference? Password(string endpoint)
        {
            var auth = box.Pjsip.FirstOrDefault(o => o.Type is PjsipType.Endpoint && o.Name == endpoint)?["auth"]?.ToString();
            return box.Pjsip.FirstOrDefault(o => o.Type is PjsipType.Auth && o.Name == auth) is { } found
                && found["username"]?.ToString() == endpoint
                ? found["password"] as DesiredValue.SecretReference
                : null;
        }
    }
}
