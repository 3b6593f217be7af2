namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>An <c>#include</c>, <c>#tryinclude</c> or <c>#exec</c> that Asterisk came to.</summary>
/// <param name="Kind">Which of the three.</param>
/// <param name="Place">Where the directive stands.</param>
/// <param name="Target">The file's name as written, without quotes; the command where it is an #exec.</param>
/// <param name="Files">The files that it stands for, in the order of reading: more than one for a glob, none where it is missing.</param>
public sealed record ConfInclude(ConfIncludeKind Kind, ConfPlace Place, string Target, EquatableArray<string> Files);
