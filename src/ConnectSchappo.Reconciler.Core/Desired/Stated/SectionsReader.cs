using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired.Values;
using ConnectSchappo.Reconciler.Core.Desired.Yaml;

namespace ConnectSchappo.Reconciler.Core.Desired.Stated;

/// <summary>Reads the sections that may stand at the top, in a group and under a box, all in the same way.</summary>
internal sealed class SectionsReader(ProblemList problems, AsteriskCatalogue catalogue)
{
    /// <param name="level">The map that holds the sections.</param>
    /// <param name="name">The group or the box whose map it is, as <c>group recife</c>; null for the file's own.</param>
    public StatedSections Read(MapReader level, string? name)
    {
        var options = new OptionsReader(problems, catalogue, name);
        var sections = StatedSections.None;
        if (level.Take("http") is { } http)
        {
            sections = sections with { Http = options.Read(http, "`http`", catalogue.Http) };
        }

        if (level.Take("rtp") is { } rtp)
        {
            sections = sections with { Rtp = options.Read(rtp, "`rtp`", catalogue.Rtp) };
        }

        if (level.Map("modules") is { } modules)
        {
            sections = sections with { Preload = Preload(modules) };
        }

        if (level.Take("extensions") is { } extensions)
        {
            sections = sections with { Extensions = new ExtensionsReader(problems, catalogue, name).Extensions(extensions) };
        }

        if (level.Take("pjsip") is { } pjsip)
        {
            sections = sections with { Pjsip = new PjsipReader(problems, catalogue, name).Read(pjsip) };
        }

        if (level.Map("sip") is { } sip)
        {
            sections = Sip(sections, sip, options);
        }

        if (level.Map("fail2ban") is { } fail2ban)
        {
            sections = sections with { IgnoreIp = IgnoreIp(fail2ban) };
        }

        if (level.Take("policy") is { } policy)
        {
            sections = sections with { Policy = new PolicyReader(problems, catalogue).Read(policy) };
        }

        return sections;
    }

    private EquatableArray<Placed> Preload(Node.Map map)
    {
        var reader = new MapReader(map, "`modules`", problems);
        var preload = reader.Texts("preload") ?? [];
        reader.End();
        foreach (var module in preload)
        {
            if (!module.Text.EndsWith(".so", StringComparison.Ordinal) || !module.Text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-'))
            {
                problems.Add(ProblemKinds.BadModule, module.Place, $"`{Shown.Text(module.Text)}` is no module's file name.");
            }
            else if (module.Text == "chan_local.so")
            {
                problems.Add(ProblemKinds.GoneModule, module.Place, "`chan_local.so` does not exist any more; each start logs an error for it.");
            }
        }

        return preload.DistinctBy(m => m.Text, StringComparer.Ordinal).ToEquatableArray();
    }

    private StatedSections Sip(StatedSections sections, Node.Map map, OptionsReader options)
    {
        var reader = new MapReader(map, "`sip`", problems);
        var general = reader.Take("general");
        var absent = reader.Texts("absent") ?? [];
        reader.End();
        foreach (var peer in absent)
        {
            if (ConfText.RefusalOfName(peer.Text) is { } refusal)
            {
                problems.Add(ProblemKinds.BadName, peer.Place, $"`{Shown.Text(peer.Text)}` cannot be the name of a peer. {refusal}", "Leave it out of `absent`, or write the peer's name as `sip show peers` does.");
            }
        }

        return sections with
        {
            SipGeneral = general is null ? [] : options.Read(general, "`general`", catalogue.SipGeneral),
            SipAbsent = absent,
        };
    }

    private EquatableArray<Placed>? IgnoreIp(Node.Map map)
    {
        var reader = new MapReader(map, "`fail2ban`", problems);
        var addresses = reader.Texts("ignoreip");
        reader.End();
        if (reader.Take("ignoreip") is Node.List { Items.IsEmpty: true } empty)
        {
            problems.Add(ProblemKinds.EmptyWhitelist, empty.Place, "`ignoreip` is an empty list: it adds no address, and where nothing else does, fail2ban may ban anybody, the box itself and us.");
        }

        foreach (var address in addresses ?? [])
        {
            NetworkText.Check(address, problems);
        }

        return addresses;
    }
}
