using System.Security.Cryptography;
using System.Text;
using ConnectSchappo.Reconciler.Core.Desired;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>The text of the files that are wholly ours: one a subject.</summary>
public static class OwnFile
{
    private const int DigestLength = 12;

    private static ReadOnlySpan<byte> End => ").\n"u8;

    private static ReadOnlySpan<byte> Mark => "Written by ConnectSchappo.Reconciler"u8;

    /// <summary>
    /// Our file of a subject among those that are known; null where it is not, which is another thing than an empty file.
    /// </summary>
    public static ReadOnlyMemory<byte>? Find(this IReadOnlyDictionary<Subject, ReadOnlyMemory<byte>> known, Subject subject) =>
        known.TryGetValue(subject, out var content) ? content : default(ReadOnlyMemory<byte>?);

    /// <summary>Our file of a subject, or null where the desired state has nothing for it.</summary>
    /// <param name="subject">Whose.</param>
    /// <param name="desired">What is wanted.</param>
    /// <param name="revision">What its header names.</param>
    /// <param name="setting">What else it is written by.</param>
    internal static ReadOnlyMemory<byte>? Text(Subject subject, DesiredBox desired, string revision, OwnFileSetting setting)
    {
        if (subject.Body(desired, setting) is not { } options)
        {
            return null;
        }

        // A file of ten thousand endpoints has megabytes: it is made in its place, and not put together of copies.
        var comment = subject.ConfigFile is null ? '#' : ';';
        byte[] head = [.. Encoding.UTF8.GetBytes($"{comment} "), .. Mark, .. Encoding.UTF8.GetBytes($" from revision {revision} (")];
        var notice = $"{comment} Changes made here are put back. To change it, commit to desired-state.yaml (box {desired.Name}).\n";
        var start = head.Length + DigestLength + End.Length;
        var file = new byte[start + Encoding.UTF8.GetByteCount(notice) + Encoding.UTF8.GetByteCount(options)];
        var body = file.AsSpan(start);
        Encoding.UTF8.GetBytes(options, body[Encoding.UTF8.GetBytes(notice, body)..]);
        head.CopyTo(file, 0);
        Encoding.UTF8.GetBytes(Digest(body), file.AsSpan(head.Length));
        End.CopyTo(file.AsSpan(head.Length + DigestLength));
        return file;
    }

    /// <summary>Whether two files of ours differ in nothing but the revision that the first line names.</summary>
    public static bool SameBut(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) =>
        one.SequenceEqual(other) || (Body(one) is { Length: > 0 } body && body.SequenceEqual(Body(other)));

    /// <summary>
    /// Whether a file is ours and still as we wrote it, whatever the desired state says by now: its first line holds a digest of
    /// the rest. So it can be told, from the box alone, whether the box or the desired state has moved.
    /// </summary>
    public static bool IsAsWritten(ReadOnlySpan<byte> file) =>
        Body(file) is { Length: > 0 } body && file[..^body.Length].EndsWith(Encoding.UTF8.GetBytes($"({Digest(body)}).\n"));

    // What stands below the first line; nothing where that is not ours.
    private static ReadOnlySpan<byte> Body(ReadOnlySpan<byte> file)
    {
        var end = file.IndexOf((byte)'\n');
        return end > 1 && file[1..end].TrimStart((byte)' ').StartsWith(Mark) ? file[(end + 1)..] : [];
    }

    private static string Digest(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(SHA256.HashData(body))[..DigestLength];
}
