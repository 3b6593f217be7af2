using System.Collections.Immutable;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Observations.Texts;

/// <summary>
/// Reads what fail2ban's interactive client prints for <c>get JAIL ignoreip</c> and <c>status JAIL</c>, asked in this order for each
/// jail. Where its library was asked in place of the client, the look prints the same, the names of the jail's actions, and the times of
/// its bans; and <c>@none</c> where it said several times that it has no jail. Source: fail2ban 0.11.2 on the lab's box.
/// </summary>
public static class Fail2banText
{
    private const string None = "@none";
    private const string Prompt = "fail2ban> ";
    private const string Ignored = "networks are ignored:";
    private const string Jail = "Status for the jail: ";
    private const string Actions = "Actions: ";
    private const string Ban = "Ban: ";
    private const string Banned = "Banned IP list:";

    public static Fact<ImmutableDictionary<string, JailMemory>> Parse(string text)
    {
        var jails = ImmutableDictionary.CreateBuilder<string, JailMemory>(StringComparer.Ordinal);
        var ignored = new List<string>();
        var inIgnored = false;
        string? name = null;
        string[] actions = [];
        var bans = new List<(string Address, string Since, string Until)>();
        foreach (var printed in TextLines.Of(text))
        {
            var line = printed.StartsWith(Prompt, StringComparison.Ordinal) ? printed[Prompt.Length..] : printed;
            if (line.StartsWith(Jail, StringComparison.Ordinal))
            {
                name = line[Jail.Length..].Trim();
                inIgnored = false;
                actions = [];
                bans.Clear();
            }
            else if (line.StartsWith(Actions, StringComparison.Ordinal))
            {
                actions = line[Actions.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            }
            else if (line.StartsWith(Ban, StringComparison.Ordinal))
            {
                bans.AddRange(BanOf(line[Ban.Length..]));
            }
            else if (line.Contains(Ignored, StringComparison.Ordinal))
            {
                ignored.Clear();
                inIgnored = true;
            }
            else if (inIgnored && (line.StartsWith("|- ", StringComparison.Ordinal) || line.StartsWith("`- ", StringComparison.Ordinal)))
            {
                ignored.Add(line[3..].Trim());
            }
            else if (name is not null && line.IndexOf(Banned, StringComparison.Ordinal) is >= 0 and var at)
            {
                var banned = line[(at + Banned.Length)..].Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
                jails[name] = new JailMemory(name, ignored.ToEquatableArray(), banned.ToEquatableArray())
                {
                    Actions = actions.ToEquatableArray(),
                    Bans = bans.ToEquatableArray(),
                };
                ignored.Clear();
                name = null;
            }
        }

        return jails.Count == 0 && !TextLines.Of(text).Contains(None, StringComparer.Ordinal)
            ? Fact.Unknown<ImmutableDictionary<string, JailMemory>>(
                $"fail2ban told of no jail: it is starting or reloading (fail2ban-client status)")
            : Fact.Known(jails.ToImmutable());
    }

    // ADDRESS, a tab, SINCE + SECONDS = UNTIL.
    private static IEnumerable<(string Address, string Since, string Until)> BanOf(string told) =>
        told.Split('\t', 2) is [var address, var times] && times.Split(" + ", 2) is [var since, var rest]
            && rest.Split(" = ", 2) is [_, var until]
            ? [(address.Trim(), since.Trim(), until.Trim())]
            : [];
}
