using ConnectSchappo.Reconciler.Schemas;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Schemas;

public sealed class CatalogueWriterTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("asterisk-source-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void Options_come_from_where_they_are_registered_and_words_from_their_documentation()
    {
        Put("include/asterisk/res_pjsip.h", "#define DEFAULT_LEVEL 7\n#define DEFAULT_FLAG 1\n#define AST_JB_CONF_ENABLE \"enable\"\n");
        Put("include/asterisk/abstract_jb.h", "#define AST_JB_CONF_PREFIX \"jb\"\n#define AST_JB_CONF_ENABLE \"enable\"\n");
        Put(
            "main/codec_builtin.c",
            "\t.name = \"alaw\",\n\tres |= CODEC_REGISTER_AND_CACHE_NAMED(\"slin16\", slin16);\n\t.name = \"ulaw\",\n");
        Put(
            "main/http.c",
            "static int __ast_http_load(int reload) { if (!strcasecmp(v->name, \"enabled\")) {} "
            + "if (!strcasecmp(v->name, \"tlscafile\")) {} }");
        Put("main/tcptls.c", "int ast_tls_read_conf(int x) { if (!strcasecmp(varname, \"tlsenable\")) {} }");
        Put(
            "res/res_rtp_asterisk.c",
            "static int rtp_reload(int x) { s = ast_variable_retrieve(cfg, \"general\", \"rtpstart\"); "
            + "s = ast_variable_retrieve(cfg, \"general\", \"stunaddr\"); }");
        Put("channels/chan_sip.c", "if (!strcasecmp(v->name, \"useragent\")) {}");
        Put("res/res_pjsip.c", """
            /*** DOCUMENTATION
            <configObject name="endpoint">
            <configOption name="mode" default="x"><enumlist><enum name="quick"/><enum name="slow"><para/></enum></enumlist></configOption>
            <configOption name="grammar"><enumlist><enum name="&lt;a thing&gt;"/></enumlist></configOption></configObject>
            <configObject name="aor"><configOption name="mode"><enumlist><enum name="other"/></enumlist></configOption></configObject>
            ***/
            ast_sorcery_object_field_register(sip_sorcery, "endpoint", "type", "", OPT_NOOP_T, 0, 0);
            ast_sorcery_object_field_register(sip_sorcery, "endpoint", "flag", DEFAULT_FLAG ? "yes" : "no", OPT_BOOL_T, 1,
                FLDSET(struct e, flag));
            ast_sorcery_object_field_register(sip_sorcery, "endpoint", "level", __stringify(DEFAULT_LEVEL), OPT_UINT_T, PARSE_IN_RANGE,
                FLDSET(struct e, level), 1, 9);
            ast_sorcery_object_field_register_custom(sip_sorcery, "endpoint", "mode", "quick", mode_handler, NULL, NULL, 0, 0);
            ast_sorcery_object_field_register_custom(sip_sorcery, "endpoint", "grammar", "", grammar_handler, NULL, NULL, 0, 0);
            ast_sorcery_object_field_register_alias(sip_sorcery, "endpoint", "disallow", "", OPT_CODEC_T, 0, FLDSET(struct e, codecs));
            ast_sorcery_object_field_register(sorcery, SIP_SORCERY_AUTH_TYPE, "username", "", OPT_STRINGFIELD_T, 0, 0);
            """);

        var catalogue = CatalogueWriter.Write("1.2.3", new AsteriskSource(root));

        Assert.Equal(
            """
            {
              "asterisk": "1.2.3",
              "codecs": ["alaw", "slin16", "ulaw"],
              "sections": {
                "pjsip.conf/auth": {
                  "username": {"type": "text", "default": ""}
                },
                "pjsip.conf/aor": {
                },
                "pjsip.conf/endpoint": {
                  "disallow": {"type": "codecs"},
                  "flag": {"type": "yesno", "default": "yes"},
                  "grammar": {"type": "text", "default": ""},
                  "level": {"type": "integer", "least": 1, "most": 9, "default": "7"},
                  "mode": {"type": "word", "words": ["quick", "slow"], "default": "quick"}
                },
            """,
            string.Join('\n', catalogue.Split('\n').Take(16)));
        Assert.Contains("""
                "http.conf/general": {
                  "enabled": {"type": "yesno"},
                  "tlsenable": {"type": "yesno"}
                },
                "rtp.conf/general": {
                  "ice_acl": {"type": "text"},
                  "ice_deny": {"type": "text"},
                  "ice_permit": {"type": "text"},
                  "rtpstart": {"type": "integer", "least": 1024, "most": 65535, "default": "5000"},
                  "stun_acl": {"type": "text"},
                  "stun_deny": {"type": "text"},
                  "stun_permit": {"type": "text"},
                  "stunaddr": {"type": "text"}
                },
                "sip.conf/general": {
                  "jbenable": {"type": "text"},
                  "stunaddr": {"type": "ignored"},
                  "tlsenable": {"type": "yesno"},
                  "useragent": {"type": "text"}
                }
            """, catalogue, StringComparison.Ordinal);

        File.Delete(Path.Combine(root, GeneralOptions.ChanSip));
        Assert.DoesNotContain("\"sip.conf", CatalogueWriter.Write("21.0.0", new AsteriskSource(root)), StringComparison.Ordinal);
    }

    private void Put(string path, string text)
    {
        var file = Path.Combine(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
