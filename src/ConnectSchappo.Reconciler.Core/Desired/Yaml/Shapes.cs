namespace ConnectSchappo.Reconciler.Core.Desired.Yaml;

/// <summary>Takes a node for the shape that is wanted, or tells what stands there instead.</summary>
internal static class Shapes
{
    public static Node.Map? Map(Node node, string what, ProblemList problems)
    {
        if (node is Node.Map map)
        {
            return map;
        }

        Wrong(node, what, "a map (`key: value` lines)", problems);
        return null;
    }

    /// <summary>A text that says something: <c>key:</c> alone is told.</summary>
    public static Node.Scalar? Text(Node node, string what, ProblemList problems)
    {
        if (node is Node.Scalar { IsNothing: false } scalar)
        {
            return scalar;
        }

        Wrong(node, what, "a single value", problems);
        return null;
    }

    /// <summary>A list of texts; what is none of them is told and left out.</summary>
    public static EquatableArray<Node.Scalar> Texts(Node node, string what, ProblemList problems)
    {
        if (node is not Node.List list)
        {
            Wrong(node, what, "a list (`[a, b]`, or a line with `- ` for each)", problems);
            return [];
        }

        return list.Items.Select(item => Text(item, $"a value of {what}", problems)).OfType<Node.Scalar>().ToEquatableArray();
    }

    private static void Wrong(Node node, string what, string wanted, ProblemList problems)
    {
        if (node is Node.Scalar { IsNothing: true } nothing)
        {
            problems.Add(ProblemKinds.NoValue, nothing.Place, $"{Capital(what)} has no value.");
            return;
        }

        problems.Add(ProblemKinds.Shape, node.Place, $"{Capital(what)} is {node.What} here.", $"It wants {wanted}.");
    }

    private static string Capital(string what) => char.ToUpperInvariant(what[0]) + what[1..];
}
