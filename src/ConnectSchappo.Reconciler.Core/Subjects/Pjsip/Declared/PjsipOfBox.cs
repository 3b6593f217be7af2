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
            var named = box.Pjsip.FirstOrDefault(o => o.Type is PjsipType.Endpoint && o.Name == endpoint);
            return named is not null && box.Auth(named) is { } found && found["username"]?.ToString() == endpoint
                ? found["password"] as DesiredValue.SecretReference
                : null;
        }

        /// <summary>The auth by which an endpoint logs in; null where it names none, or one that is not there.</summary>
        public PjsipObject? Auth(PjsipObject endpoint) =>
            endpoint["auth"]?.ToString() is { } name
                ? box.Pjsip.FirstOrDefault(o => o.Type is PjsipType.Auth && o.Name == name)
                : null;
    }
}
