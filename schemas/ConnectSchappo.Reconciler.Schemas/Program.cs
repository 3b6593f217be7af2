using ConnectSchappo.Reconciler.Schemas;

switch (args)
{
    case ["catalogue", var version, var source]:
        await Console.Out.WriteAsync(CatalogueWriter.Write(version, new AsteriskSource(source)));
        return 0;
    case ["schema"]:
        await Console.Out.WriteAsync(SchemaWriter.Write());
        return 0;
    default:
        await Console.Error.WriteLineAsync(
            """
            Makes what stands under schemas/.

              catalogue VERSION SOURCE   the options of Asterisk, from its source tree (git tag VERSION), as JSON
              schema                     the JSON schema of desired-state.yaml
            """);
        return 1;
}
