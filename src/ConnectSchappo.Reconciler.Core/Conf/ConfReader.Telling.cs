using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Conf;

/// <content>How problems are told, each with what it does to the running system.</content>
internal sealed partial class ConfReader
{
    private static readonly Message Rejected = $"Asterisk rejects the whole configuration and keeps what it had; at a start it has nothing";

    private void Tell(ConfProblem problem)
    {
        if (seenProblems.Add(problem))
        {
            problems.Add(problem);
        }
    }

    private void Tell(ConfFrame frame, in ConfLine line, string code, ConfSeverity severity, Message message, Message effect) =>
        Tell(new ConfProblem(code, severity, PlaceOf(frame, line), message, effect));

    /// <summary>An error that ends the file: fatal in the top file, silent loss in an included one. Always false.</summary>
    private bool Cut(ConfFrame frame, in ConfLine line, string code, Message message, params EquatableArray<string> names)
    {
        var problem = frame.IsTop
            ? new ConfProblem(code, ConfSeverity.Fatal, PlaceOf(frame, line), message, Rejected)
            : new ConfProblem(code, ConfSeverity.Error, PlaceOf(frame, line), message,
                $"the rest of {frame.Path} is ignored, from this line on: what it defines vanishes at the next reload");
        problem = problem with { Names = names };
        Tell(problem);
        cuts.Add(new ConfCut(PlaceOf(frame, line), problem));
        return false;
    }

    private bool Endless(ConfPlace place, Message message)
    {
        endless = true;
        var problem = new ConfProblem(ConfProblemCode.Endless, ConfSeverity.Fatal, place, message,
            $"Asterisk never finishes reading this: a reload hangs, and Asterisk cannot start");
        Tell(problem);
        cuts.Add(new ConfCut(place, problem));
        return false;
    }

    private void CutRestOfGlob(ConfFrame frame, IEnumerable<string> rest, ConfProblem cause)
    {
        foreach (var path in endless ? [] : rest)
        {
            var problem = new ConfProblem(ConfProblemCode.GlobCut, ConfSeverity.Error, new ConfPlace(path, 1, 1),
                $"{frame.Path} before it is broken at {cause.Place}", $"Asterisk stops the whole glob there: nothing of this file is read");
            Tell(problem);
            cuts.Add(new ConfCut(problem.Place, problem));
        }
    }

    private bool TellComments(ConfFrame frame, ConfLines lines)
    {
        if (lines.IsEndless)
        {
            return Endless(new ConfPlace(frame.Path, Math.Max(1, lines.OpenedAt), 1),
                $"block comments are nested more than {CommentScanner.EndlessDepth} deep");
        }

        if (lines.StrayEndAt > 0)
        {
            TellLost(new ConfProblem(ConfProblemCode.CommentNotOpen, ConfSeverity.Error,
                new ConfPlace(frame.Path, lines.StrayEndAt, lines.StrayEndColumn), $"the end of a block comment where none is open",
                $"every line after this one is ignored, up to the next beginning of a block comment"),
                cutBehind: lines.Depth < 0 ? lines.Comments.LastStrayEndAt : 0);
        }

        if (lines.Depth > 0)
        {
            TellLost(new ConfProblem(ConfProblemCode.CommentNotClosed, ConfSeverity.Error,
                new ConfPlace(frame.Path, Math.Max(1, lines.OpenedAt), 1), $"a block comment that is never closed",
                $"the rest of {frame.Path} is ignored"), cutBehind: Math.Max(1, lines.OpenedAt));
        }

        return true;
    }

    private void TellLost(ConfProblem problem, int cutBehind)
    {
        Tell(problem);
        if (cutBehind > 0)
        {
            cuts.Add(new ConfCut(problem.Place with { Line = cutBehind + 1, Column = 1 }, problem));
        }
    }

    private static ConfPlace PlaceOf(ConfFrame frame, in ConfLine line) => new(frame.Path, line.Number, line.Column);
}
