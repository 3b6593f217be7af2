using System.Text;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Order;
using ConnectSchappo.Reconciler.Core.Conf;
using IniParser.Model.Configuration;
using IniParser.Parser;
using Microsoft.Extensions.Configuration;

namespace ConnectSchappo.Reconciler.Benchmarks;

/// <summary>
/// A pjsip.conf of a hundred to ten thousand endpoints. The two INI readers do less: no templates, no includes, no block comments,
/// no places, repeats are lost; Microsoft's keeps no text at all. They get a file without what they would refuse.
/// </summary>
[MemoryDiagnoser]
[Orderer(SummaryOrderPolicy.Declared)]
public class ConfBenchmarks
{
    private byte[] bytes = [];
    private string text = "";
    private ConfDocument document = null!;
    private string last = "";

    [Params(100, 1000, 10_000)]
    public int Endpoints { get; set; }

    public int Size => bytes.Length;

    [GlobalSetup]
    public void Setup()
    {
        text = PjsipText.Of(Endpoints).Replace("[webrtc](!)", "[webrtc]", StringComparison.Ordinal);
        bytes = Encoding.UTF8.GetBytes(text);
        document = ConfDocument.Parse("/etc/asterisk/pjsip.conf", bytes);
        last = (10000 + Endpoints - 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    [Benchmark(Description = "ours: parse and print")]
    public ReadOnlyMemory<byte> ParseAndPrint() => ConfDocument.Parse("/etc/asterisk/pjsip.conf", bytes).ToBytes();

    [Benchmark(Description = "ours: parse, mean, print")]
    public int ParseAndMean()
    {
        var parsed = ConfDocument.Parse("/etc/asterisk/pjsip.conf", bytes);
        return ConfTree.Load(new ConfFileSet([parsed]), "pjsip.conf").Sections.Count + parsed.ToBytes().Length;
    }

    [Benchmark(Description = "ours: a section out of a parsed file")]
    public ConfEdit Edit() => document.RemoveSections(s => s.Name == last);

    [Benchmark(Description = "ini-parser: parse and print")]
    public string IniParser() => Parser().Parse(text).ToString();

    [Benchmark(Description = "ini-parser: parse")]
    public int IniParserAlone() => Parser().Parse(text).Sections.Count;

    [Benchmark(Description = "Microsoft.Extensions.Configuration.Ini: parse")]
    public IConfiguration MicrosoftIni()
    {
        using var stream = new MemoryStream(bytes);
        return new ConfigurationBuilder().AddIniStream(stream).Build();
    }

    private static IniDataParser Parser() => new(new IniParserConfiguration { CommentString = ";" });
}
