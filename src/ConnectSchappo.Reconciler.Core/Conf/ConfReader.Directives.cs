using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Conf;

/// <content>Directives: <c>#include</c>, <c>#tryinclude</c>, and <c>#exec</c>, which is told and never run.</content>
internal sealed partial class ConfReader
{
    private bool ReadDirective(ConfFrame frame, ConfLines lines, in ConfLine line)
    {
        var directive = ConfDirective.Read(lines.TextOf(line));
        if (directive.Kind is not { } kind)
        {
            Tell(frame, line, ConfProblemCode.UnknownDirective, ConfSeverity.Warning, $"#{directive.Word} is not a directive",
                $"the line is ignored: a comment begins with ;");
            return true;
        }

        if (kind == ConfIncludeKind.Exec)
        {
            includes.Add(new ConfInclude(kind, PlaceOf(frame, line), directive.Target ?? "", []));
            Tell(frame, line, ConfProblemCode.Exec, ConfSeverity.Warning, $"#exec runs a program for its output",
                $"it is ignored unless asterisk.conf says execincludes=yes; what it would print is unknown");
            return true;
        }

        if (directive.Target is not { } target)
        {
            Tell(frame, line, ConfProblemCode.DirectiveWithoutFile, ConfSeverity.Warning, $"#{directive.Word} names no file",
                $"the line is ignored");
            return true;
        }

        return alone || Include(frame, line, kind, target);
    }

    private bool Include(ConfFrame frame, in ConfLine line, ConfIncludeKind kind, string target)
    {
        var place = PlaceOf(frame, line);
        if (level == DeepestLevel)
        {
            return Refuse(frame, line, kind, target, ConfProblemCode.IncludeTooDeep,
                $"includes are nested more than ten deep, counting every included file that was broken before");
        }

        var pattern = ConfPath.Resolve(files.Directory, target);
        var paths = files.Match(pattern).ToEquatableArray();
        includes.Add(new ConfInclude(kind, place, target, paths));
        if (!files.Knows(pattern) && (paths.IsEmpty || !files.IsComplete))
        {
            wanted.Add(ConfPath.Normalize(pattern));
            if (paths.IsEmpty && !files.IsComplete)
            {
                return true;
            }
        }

        if (paths.Any(seenFiles.Contains))
        {
            Tell(frame, line, ConfProblemCode.IncludedAgain, ConfSeverity.Notice, $"{target} was read before", $"it is read again");
        }

        var path = frame.Path;
        var outcome = ReadFiles(frame, pattern);
        frame.Path = path;
        if (endless)
        {
            return false;
        }

        return outcome != Outcome.Missing || Refuse(frame, line, kind, target, ConfProblemCode.IncludeMissing,
            $"the file does not exist, is no regular file, or may not be read by Asterisk");
    }

    private bool Refuse(ConfFrame frame, in ConfLine line, ConfIncludeKind kind, string target, string code, Message reason)
    {
        if (kind == ConfIncludeKind.Include)
        {
            return Cut(frame, line, code, $"#include {target}: {reason}", target);
        }

        if (code == ConfProblemCode.IncludeTooDeep)
        {
            Tell(frame, line, code, ConfSeverity.Warning, $"#tryinclude {target}: {reason}", $"the file is not read");
        }

        return true;
    }
}
