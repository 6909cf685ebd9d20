using Bluelamp.Kernel.Definitions;

namespace Bluelamp.Records;

/// <summary>How two records of things are compared: <c>definitions/linkage/vehicle.yaml</c> and its neighbours.</summary>
/// <param name="Show">The probability from which a record is shown as one that may be the same.</param>
public sealed record ThingRules(double Show, LikenessModel Model);

/// <summary>Reads <c>definitions/linkage/*.yaml</c>, but for that of people.</summary>
public sealed class ThingRulesKind : IDefinitionKind<ThingRules>
{
    public string Folder => "linkage";

    public bool Reads(string id) => id is not PersonRules.Id;

    public ThingRules Read(Fields file)
    {
        var id = file.TextOrNull("id") ?? "";
        if (ThingKinds.Find(id) is not { } kind)
        {
            var known = string.Join(", ", ThingKinds.All.Select(static k => k.Id));
            file.Error("id", $"Records of '{id}' are not compared. Write one of: {known}.");
            return new(0, new(new(1, [], []), new([]), new([]), new([]), new([]), []));
        }
        var show = file.Number("show");
        if (show is <= 0 or > 1)
            file.Error("show", "A probability from which something is shown lies above 0, at most at 1.");
        return new(show, LikenessModel.OfThings(file, kind.Columns, kind.Lists));
    }
}
