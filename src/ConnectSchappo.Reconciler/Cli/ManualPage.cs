using System.CommandLine;
using System.Text;
using ConnectSchappo.Reconciler.Cli.Settings;
using ConnectSchappo.Reconciler.Reporting;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>Manual pages in the macros of man(7).</summary>
internal static class ManualPage
{
    public const string Program = "reconciler.1";
    public const string Settings = "reconciler.yaml.5";

    private static readonly (int Code, string Meaning)[] Codes =
    [
        (0, "in sync, or done and verified"),
        (1, "wrong usage, or an error"),
        (2, "drift; nothing was done about it"),
        (3, "the desired state is invalid or not trusted"),
        (4, "a box cannot be observed, or something failed there"),
        (5, "waiting for calls to end, a window, a cap, a person, or the end of a suspension"),
        (6, "a change could not be verified and was rolled back"),
        (7, "a change could not be verified, and its rollback failed: check the box now"),
        (8, "the saved plan is stale"),
        (9, "timed out"),
    ];

    public static string OfProgram(RootCommand root)
    {
        var text = Begin(Program, "keeps Asterisk telephone boxes in their desired state");
        text.Append(".SH SYNOPSIS\n.B reconciler\n.I command\n.RI [ options ]\n.SH DESCRIPTION\n")
            .Append(Plain(root.Description)).Append('\n');
        text.Append(".SH COMMANDS\n");
        foreach (var command in root.Subcommands.Where(c => !c.Hidden))
        {
            text.Append($".SS {Plain(HelpPage.Label(command))}\n{Plain(command.Description)}\n");
            foreach (var argument in command.Arguments)
            {
                text.Append($".TP\n.I {Plain(argument.Name)}\n{Plain(argument.Description)}\n");
            }

            foreach (var option in command.Options.Where(o => !o.Hidden))
            {
                Describe(text, option, HelpPage.Names(option));
            }
        }

        text.Append(".SH EXIT STATUS\nFor several boxes it is the worst one's: ").Append(ExitCode.Order).Append(".\n");
        foreach (var (code, meaning) in Codes)
        {
            text.Append($".TP\n.B {code}\n{Plain(meaning)}\n");
        }

        text.Append(".SH ENVIRONMENT\nAn option that is not given takes its value from the variable of its name:\n")
            .Append(".B RECONCILER_SSH_KEY\nfor\n")
            .Append(".BR \\-\\-ssh\\-key ,\nand so on; then from the file of\n.BR \\-\\-settings .\n")
            .Append(".SH FILES\n.TP\n.I /etc/reconciler/reconciler.yaml\nthe settings of the service\n")
            .Append(".TP\n.I /run/reconciler/control\nits socket, which the group reconciler may use\n")
            .Append(".TP\n.I /var/lib/reconciler\nits history, its suspensions, and fetched commits\n")
            .Append(".SH SEE ALSO\n.BR reconciler.yaml (5)\n");
        return text.ToString();
    }

    public static string OfSettings(Command daemon)
    {
        var text = Begin(Settings, "settings of the reconciler's daemon");
        text.Append(".SH DESCRIPTION\nA YAML map with one setting per line. An unknown key is an error. ")
            .Append("A variable\n.B RECONCILER_...\nof the service and an option of its command line take precedence over the file. ")
            .Append("After an edit:\n")
            .Append(".BR \"systemctl reload reconciler\" .\n.SH SETTINGS\n");
        foreach (var option in daemon.Options.Where(o => !o.Hidden && o.Name != SettingsOption.Name))
        {
            Describe(text, option, option.Name.TrimStart('-') + ":");
        }

        return text.Append(".SH EXAMPLE\n.nf\ndesired\\-state: git@git.example.org:telephony/boxes.git#main\ninterval: 30\n.fi\n")
            .Append(".SH SEE ALSO\n.BR reconciler (1)\n").ToString();
    }

    private static StringBuilder Begin(string page, string purpose)
    {
        var (name, section) = (page[..page.LastIndexOf('.')], page[(page.LastIndexOf('.') + 1)..]);
        return new StringBuilder($".TH {Plain(name.ToUpperInvariant())} {section} \"\" \"reconciler {BuildVersion.Text}\"\n")
            .Append($".SH NAME\n{Plain(name)} \\- {Plain(purpose)}\n");
    }

    private static void Describe(StringBuilder text, Option option, string name) =>
        text.Append($".TP\n\\fB{Plain(name)}\\fR{(option.HelpName is { } value ? $" \\fI{Plain(value)}\\fR" : "")}\n")
            .Append($"{Plain(option.Description)}\n");

    // What troff would take for its own: a backslash, a hyphen that someone copies, and a line that begins with a dot.
    private static string Plain(string? text)
    {
        var escaped = (text ?? "").Replace("\\", "\\e", StringComparison.Ordinal).Replace("-", "\\-", StringComparison.Ordinal);
        return escaped.StartsWith('.') || escaped.StartsWith('\'') ? "\\&" + escaped : escaped;
    }
}
