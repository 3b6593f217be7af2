using System.Security.Cryptography;
using System.Text;
using ConnectSchappo.Reconciler.Core.Desired;

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
            // The command too, so that a plan of another version of this program is not the same where that does something else. How a
            // restart is made is no part of it: a person may ask for it now.
            text.Append(activation.Activation.Name).Append(' ').AppendJoin(' ', activation.Arguments)
                .Append(": ").AppendJoin(' ', activation.Activation.Command(activation.Arguments, Policy.Default)).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
