using System.Collections.Immutable;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Questions;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>What Asterisk's memory says of PJSIP.</summary>
public static class PjsipMemory
{
    /// <summary>All that is asked.</summary>
    internal static IEnumerable<MemoryQuestion> Questions =>
    [
        .. PjsipObjectsQuestion.All,
        EndpointNamesQuestion.Instance,
        TransportTableQuestion.Names,
        TransportTableQuestion.Protocols,
        RegistrationStatusQuestion.Instance,
        TwinsQuestion.Instance,
    ];

    extension(AsteriskMemory memory)
    {
        /// <summary>Endpoints of the desired state, by name; those that Asterisk does not have are not in it.</summary>
        public Fact<ImmutableDictionary<string, SorceryObject>> Endpoints => memory.Of(PjsipType.Endpoint);

        public Fact<ImmutableDictionary<string, SorceryObject>> Auths => memory.Of(PjsipType.Auth);

        public Fact<ImmutableDictionary<string, SorceryObject>> Aors => memory.Of(PjsipType.Aor);

        /// <summary>Names of all endpoints, ours or not.</summary>
        public Fact<ImmutableHashSet<string>> EndpointNames => memory.Answer(EndpointNamesQuestion.Instance);

        /// <summary>Names of all transports, ours or not.</summary>
        public Fact<ImmutableHashSet<string>> TransportNames => memory.Answer(TransportTableQuestion.Names);

        /// <summary>The protocols of all transports, in lower case.</summary>
        public Fact<ImmutableHashSet<string>> TransportProtocols => memory.Answer(TransportTableQuestion.Protocols);

        /// <summary>What Asterisk says of each outbound registration.</summary>
        public Fact<ImmutableDictionary<string, string>> Registrations => memory.Answer(RegistrationStatusQuestion.Instance);

        /// <summary>Objects that Asterisk lists more than once, each with its type.</summary>
        public ImmutableHashSet<(PjsipType Type, string Name)> Twice =>
            memory.Answer(TwinsQuestion.Instance).TryGet(out var twins) ? twins : [];

        /// <summary>The objects of a type, by name; of most types those that the desired state has.</summary>
        public Fact<ImmutableDictionary<string, SorceryObject>> Of(PjsipType type) => memory.Answer(PjsipObjectsQuestion.Of(type));
    }
}
