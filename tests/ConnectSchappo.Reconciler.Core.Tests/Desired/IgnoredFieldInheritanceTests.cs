using ConnectSchappo.Reconciler.Core.Subjects;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Desired;

public sealed class IgnoredFieldInheritanceTests
{
    [Fact]
    public void Entries_add_up_over_file_groups_and_box_and_the_nearest_reason_counts()
    {
        var reading = DesiredStateReader.Read("state.yaml", """
            apiVersion: reconciler/v1
            http: {enabled: no}
            policy: {ignore: [{resource: http, field: bindport, reason: of the file}, {resource: http, field: prefix, reason: of the file}]}
            groups:
              all:
                match: {site: recife}
                policy: {ignore: [{resource: http, field: sessionlimit, reason: of the group}]}
            boxes:
              one:
                {address: 198.51.100.10, user: reconciler, labels: {site: recife},
                 policy: {ignore: [{resource: http, field: bindport, reason: of the box}]}}
              two: {address: 198.51.100.14, user: reconciler}
            """);

        Assert.Equal([], reading.Problems.Select(p => p.ToString()));
        Assert.Equal(
            ["bindport of the box, prefix of the file, sessionlimit of the group", "bindport of the file, prefix of the file"],
            reading.State!.Boxes.Select(b => string.Join(", ", b.Policy.Ignore.Select(i => $"{i.Field} {i.Reason}"))));
    }
}
