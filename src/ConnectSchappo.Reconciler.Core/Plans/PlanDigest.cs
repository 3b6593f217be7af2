using System.Security.Cryptography;
using System.Text;

namespace ConnectSchappo.Reconciler.Core.Plans;

/// <summary>A digest of what a plan does: two plans that do the same have the same one.</summary>
public static class PlanDigest
{
    /// <returns>SHA-256, lower-case hexadecimal.</returns>
    public static string Of(Plan plan)
    {
        var text = new StringBuilder(plan.Revision).Append('\n');
        foreach (var edit in plan.Edits)
        {
            text.Append(edit.Path).Append(' ').Append(edit.Before).Append(' ').Append(edit.After?.Sha256).Append('\n');
        }

        foreach (var activation in plan.Activations)
        {
            text.Append(activation.Activation).Append(' ').AppendJoin(' ', activation.Arguments).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
