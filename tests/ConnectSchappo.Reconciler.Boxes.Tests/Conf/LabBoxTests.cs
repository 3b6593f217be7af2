using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests.Conf;

/// <summary>Tests that share the box, one after the other.</summary>
[CollectionDefinition(nameof(LabBoxTests))]
public sealed class LabBoxTests : ICollectionFixture<LabBox>;
