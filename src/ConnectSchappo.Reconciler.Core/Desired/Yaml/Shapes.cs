using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Desired.Yaml;

/// <summary>Takes a node for the shape that is wanted, or reports what stands there instead.</summary>
internal static class Shapes
{
    public static Node.Map? Map(Node node, PartName what, ProblemList problems)
    {
        if (node is Node.Map map)
        {
            return map;
        }

        Wrong(node, what, $"a map", $"Write a line `key: value` below it for each key.", problems);
        return null;
    }

    /// <summary>A text that says something: <c>key:</c> alone is reported.</summary>
    public static Node.Scalar? Text(Node node, PartName what, ProblemList problems)
    {
        if (node is Node.Scalar { IsNothing: false } scalar)
        {
            return scalar;
        }

        Wrong(node, what, $"a single value", $"Write one value on its line.", problems);
        return null;
    }

    /// <summary>The list of texts at a key; what is none of them is reported and left out.</summary>
    public static EquatableArray<Node.Scalar> Texts(Node node, string key, ProblemList problems)
    {
        if (node is not Node.List list)
        {
            Wrong(node, PartName.Key(key), $"a list", $"Write `[a, b]`, or a line with `- ` for each item.", problems);
            return [];
        }

        return list.Items.Select(item => Text(item, PartName.Item(key), problems)).OfType<Node.Scalar>().ToEquatableArray();
    }

    private static void Wrong(Node node, PartName what, Message expected, Message hint, ProblemList problems)
    {
        if (node is Node.Scalar { IsNothing: true } nothing)
        {
            problems.Add(ProblemKinds.NoValue, nothing.Place, $"There is no value for {what.Message}.");
            return;
        }

        problems.Add(ProblemKinds.Shape, node.Place, $"Expected {expected} for {what.Message}, but found {node.What}.", hint);
    }
}
