namespace ConnectSchappo.Reconciler.Core.Catalogue;

/// <summary>
/// Options of http.conf's [general]. Source: Asterisk 16.28, main/http.c and main/tcptls.c; tried. Memory shows the listeners alone.
/// </summary>
internal static class HttpRows
{
    public static SectionRows General { get; } = new(
        "http.conf/general", "http", $"http.conf's [general]", o => o with { ShownAs = ShownAs.Nothing })
    {
        { "enabled", o => o with { ShownAs = ShownAs.Listener, Listeners = [Listener.Plain, Listener.Tls] } },
        { "bindaddr", o => Address(o) with { ShownAs = ShownAs.Listener, Listeners = [Listener.Plain] } },
        { "bindport", o => o with { ShownAs = ShownAs.Listener, Listeners = [Listener.Plain] } },
        { "tlsenable", o => o with { ShownAs = ShownAs.Listener, Listeners = [Listener.Tls] } },
        { "tlsbindaddr", o => Address(o) with { ShownAs = ShownAs.Listener, Listeners = [Listener.Tls] } },
        { "sslbindaddr", Address },
    };

    private static Option Address(Option option) => option with { HoldsAddresses = true, ComparedAs = ComparedAs.Word };
}
