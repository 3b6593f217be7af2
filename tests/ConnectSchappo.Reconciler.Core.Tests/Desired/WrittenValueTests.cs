using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Subjects;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Core.Tests.Plans;
using CsCheck;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Desired;

/// <summary>What a desired state may say, Asterisk reads back from the file that is written for it, to the last character.</summary>
public sealed class WrittenValueTests
{
    private const string Nasty = "ab1 \t;;\\\\--=>#[](),!+\"'<>@*.:/%{}&~^|$é☎\u0001\n\r\0\u0085\ufeff";

    private static readonly Gen<string> Text = Gen.Int[0, Nasty.Length - 1].Select(i => Nasty[i]).Array[0, 12].Select(c => new string(c));

    [Fact]
    public void A_value_that_is_taken_is_read_back_as_it_was_said()
    {
        var taken = 0;
        Text.Sample(
            value =>
            {
                if (Written("e", value) is not { } tree)
                {
                    return true;
                }

                taken++;
                return tree is { IsValid: true, Problems.IsEmpty: true } && tree.Find("e")?.Last("accountcode")?.Value == value;
            },
            iter: 3000,
            threads: 1);

        Assert.True(taken > 200, $"Only {taken} values were taken: the test has little to say.");
    }

    [Fact]
    public void A_name_that_is_taken_is_read_back_as_it_was_said()
    {
        var taken = 0;
        Text.Sample(
            name =>
            {
                if (Written(name, "x") is not { } tree)
                {
                    return true;
                }

                taken++;
                return tree is { IsValid: true, Problems.IsEmpty: true } && tree.Sections.Single().Name == name;
            },
            iter: 6000,
            threads: 1);

        Assert.True(taken > 50, $"Only {taken} names were taken: the test has little to say.");
    }

    /// <summary>Our file for one endpoint, as Asterisk reads it; null where the desired state is refused.</summary>
    private static ConfTree? Written(string name, string value)
    {
        var yaml = $"""
            apiVersion: reconciler/v1
            boxes:
              one:
                address: 192.0.2.1
                user: root
            pjsip:
              endpoints:
                {YamlLines.Scalar(name)}:
                  accountcode: {YamlLines.Scalar(value)}
            """;
        if (DesiredStateReader.Read("state.yaml", yaml).State is null)
        {
            return null;
        }

        var box = SimulatedBox.Factory(yaml);
        var own = box.View(DateTimeOffset.UnixEpoch).Wanted.Single(w => w.Path == PjsipSubject.Instance.OwnFile);
        return ConfTree.Load(new ConfFileSet([ConfDocument.Parse("/etc/asterisk/own.conf", own.Bytes!.Value)]), "own.conf");
    }
}
