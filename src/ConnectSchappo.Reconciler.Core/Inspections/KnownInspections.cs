namespace ConnectSchappo.Reconciler.Core.Inspections;

/// <summary>Everything that can be looked at on a box.</summary>
public static class KnownInspections
{
    /// <summary>All of them, in the order in which people are told of them.</summary>
    public static EquatableArray<Inspection> All { get; } =
    [
        new EndpointsInspection(),
        new ContactsInspection(),
        new RegistrationsInspection(),
        new PeersInspection(),
        new ChannelsInspection(),
        new CodecsInspection(),
        new TransportsInspection(),
        new BansInspection(),
        new CertificatesInspection(),
    ];

    /// <summary>The one that is typed so; null where there is none.</summary>
    public static Inspection? Named(string name) => All.FirstOrDefault(i => i.Name == name);
}
