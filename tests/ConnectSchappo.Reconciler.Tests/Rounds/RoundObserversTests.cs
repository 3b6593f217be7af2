using System.Reflection;
using ConnectSchappo.Reconciler.Rounds;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Rounds;

/// <summary>What an observer leaves out of the contract does nothing: so nothing may be left out by mistake.</summary>
public class RoundObserversTests
{
    public static TheoryData<string> Observers => [.. Types.Keys];

    private static Dictionary<string, Type> Types => typeof(IRoundObserver).Assembly.GetTypes()
        .Where(t => t.IsClass && t.IsAssignableTo(typeof(IRoundObserver))).ToDictionary(t => t.Name, StringComparer.Ordinal);

    [Fact]
    public void Whatever_one_is_told_all_are_told() =>
        Assert.All(Contract(typeof(RoundObservers)), m => Assert.Equal(typeof(RoundObservers), m.DeclaringType));

    [Theory]
    [MemberData(nameof(Observers))]
    public void What_is_named_as_the_contract_is_of_the_contract(string observer)
    {
        var named = Types[observer].GetMethods(BindingFlags.Instance | BindingFlags.Public)
            .Where(m => m.Name.StartsWith("On", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(named);
        Assert.Empty(named.Except(Contract(Types[observer])));
    }

    private static MethodInfo[] Contract(Type observer) => observer.GetInterfaceMap(typeof(IRoundObserver)).TargetMethods;
}
