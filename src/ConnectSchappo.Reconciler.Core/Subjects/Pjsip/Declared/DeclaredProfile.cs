using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Yaml;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

/// <summary>What a profile makes of each extension that names it: options for its auth, its AOR and its endpoint.</summary>
/// <param name="Name">The name that extensions give.</param>
/// <param name="Extends">The profile it starts from, or null.</param>
/// <param name="Parts">The options.</param>
/// <param name="Place">Where it stands; for a built-in one the start of the file, since it stands nowhere in it.</param>
internal sealed record DeclaredProfile(string Name, Located? Extends, ExtensionParts Parts, SourceLocation Place);
