using ConnectSchappo.Reconciler.Core.Desired.Reports;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>
/// Options of which each line is one item, and a comma belongs to the item: a list of the desired state is as many lines of the file.
/// </summary>
public static class RepeatedLineTests
{
    [Theory]
    [InlineData("[A=1, B=2]", "set_var=A=1\nset_var=B=2\n")]
    [InlineData("['A=1,2', B=2]", "set_var=A=1,2\nset_var=B=2\n")]
    [InlineData("A=1,2", "set_var=A=1,2\n")]
    [InlineData("[A=1]", "set_var=A=1\n")]
    public static void Each_item_is_a_line(string said, string lines)
    {
        var box = SimulatedBox.Converged(State(said));

        Assert.Contains($"\n{lines}", box["reconciler_pjsip.conf"], StringComparison.Ordinal);
        Assert.True(box.Plan().Report.InSync);
        Assert.Equal(
            box.Desired.Pjsip, SimulatedBox.Read(DesiredBoxText.Write(box.Desired)).Pjsip);
    }

    [Fact]
    public static void Lists_of_a_profile_and_of_an_extension_add_up()
    {
        var state = SimulatedBox.SampleState()
            .Replace("{profile: webrtc, name: ", "{profile: r, endpoint: {set_var: [C=3]}, name: ", StringComparison.Ordinal)
            + "profiles: {r: {extends: webrtc, endpoint: {set_var: ['A=1,2', B=2]}}}\n";

        Assert.Contains(
            "\nset_var=A=1,2\nset_var=B=2\nset_var=C=3\n", SimulatedBox.Converged(state)["reconciler_pjsip.conf"],
                StringComparison.Ordinal);
    }

    private static string State(string said) => SimulatedBox.SampleState().Replace(
        "      direct_media: no\n", $"      direct_media: no\n      set_var: {said}\n", StringComparison.Ordinal);
}
