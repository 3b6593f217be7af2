namespace ConnectSchappo.Reconciler.Core.Catalogue;

/// <summary>
/// Options of http.conf's [general]. Source: Asterisk 16.28, main/http.c and main/tcptls.c; tried. Which of the texts are words for yes and
/// no its sources do not tell, so all are compared as such.
/// </summary>
internal static class HttpRows
{
    public static SectionRows General { get; } = new(
        "http.conf/general", "http", "http.conf's [general]", o => o with { ComparedAs = ComparedAs.Word, ShownAs = ShownAs.Nothing })
    {
        { "enabled", o => o with { ShownAs = ShownAs.Listener, Listeners = [Listener.Plain, Listener.Tls] } },
        { "bindaddr", o => o with { HoldsAddresses = true, ShownAs = ShownAs.Listener, Listeners = [Listener.Plain] } },
        { "bindport", o => o with { ShownAs = ShownAs.Listener, Listeners = [Listener.Plain] } },
        { "tlsenable", o => o with { ShownAs = ShownAs.Listener, Listeners = [Listener.Tls] } },
        { "tlsbindaddr", o => o with { HoldsAddresses = true, ShownAs = ShownAs.Listener, Listeners = [Listener.Tls] } },
        { "sslbindaddr", o => o with { HoldsAddresses = true } },
    };
}
