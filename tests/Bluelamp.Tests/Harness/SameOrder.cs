using System.Security.Cryptography;
using System.Text;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCaseOrderer(typeof(Bluelamp.Tests.Harness.SameOrder))]
[assembly: TestCollectionOrderer(typeof(Bluelamp.Tests.Harness.SameOrder))]

namespace Bluelamp.Tests.Harness;

/// <summary>
/// Mixes the tests by their names: in the same way on every machine (xUnit's own order goes by the folder they lie in, so a test that leans on another passes
/// here and fails there), and in another way for every value of <c>BLUELAMP_TEST_ORDER</c>, which is how such a test is found.
/// </summary>
public sealed class SameOrder : ITestCaseOrderer, ITestCollectionOrderer
{
    private static readonly string Seed = Environment.GetEnvironmentVariable("BLUELAMP_TEST_ORDER") ?? "";

    public IReadOnlyCollection<TTestCase> OrderTestCases<TTestCase>(IReadOnlyCollection<TTestCase> testCases)
        where TTestCase : notnull, ITestCase => [.. testCases.OrderBy(static c => Place(c.TestCaseDisplayName))];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(static c => Place(c.TestCollectionDisplayName.Split(" (id: ")[0]))];

    private static Int128 Place(string name) => BitConverter.ToInt128(SHA256.HashData(Encoding.UTF8.GetBytes(Seed + name)));
}
