using Bluelamp.Kernel;
using Bluelamp.Kernel.Identifiers;
using Bluelamp.Records;

namespace Bluelamp.Tests.Records;

/// <summary>The small world of these tests: a burglary at 12 Heol Fawr, its victim Siân Jones, and who may have done it. All invented.</summary>
internal static class Burglary
{
    public const short Force = 98;

    /// <summary>The ids of this world follow from a secret of its own.</summary>
    public static NaturalIds Ids { get; } = new(Force, new IdSecret(new byte[IdSecret.Length]));

    /// <summary>The moment at which tests of a decision decide.</summary>
    public static DateTimeOffset Now { get; } = DateTimeOffset.UnixEpoch;

    public static Id<Crime> TheCrime { get; } = Id<Crime>.New();

    public static Id<Nominal> Sian { get; } = Id<Nominal>.New();

    public static Id<Nominal> Suspect { get; } = Id<Nominal>.New();

    public static Source Report { get; } = new(SourceKind.Report, "report K7QM-2XRT");

    public static PlaceDetails HeolFawr { get; } =
        new()
        {
            Number = "12",
            Street = "Heol Fawr",
            Town = "Llwynlamp",
            Postcode = "LL99 1AA",
            Easting = 300_000,
            Northing = 200_000,
        };

    public static PersonDetails SianJones { get; } =
        new()
        {
            Forenames = "Siân",
            Surname = "Jones",
            Born = Date("1987-03-21"),
            Phones = ["07700 900123"],
            Emails = ["sian@example.com"],
            Address = HeolFawr,
        };

    public static CrimeFacts Facts { get; } =
        new(new(Now.AddHours(-10), Now.AddHours(-4)), "Rear window forced, laptop stolen.", Method: "Forced window");

    public static CrimeRecorded Recorded { get; } =
        new(TheCrime, CrimeReference.Of(Force, 2026, 1).ToString(), "28E", Facts, Now.AddHours(-3), Now.AddHours(-2), Report, Group: null);

    public static Linked Has(LinkRole role, Id<Nominal> who) =>
        new(Id<Link>.New(), RecordRef.Of(TheCrime), RecordRef.Of(who), role, Confidence.Believed, Report);

    public static RecordCrime ToRecord { get; } = new(TheCrime, CrimeReference.Of(Force, 2026, 1), "28E", Facts, Now.AddHours(-3), Report);

    public static CrimePlan Plan(int serial = 1) =>
        new(Ids, Id<Crime>.New(), CrimeReference.Of(Force, 2026, serial), "28E", Facts, Now.AddHours(-3), Report) { Where = HeolFawr };

    public static PartialDate Date(string text) =>
        PartialDate.TryParse(text, out var date) ? date : throw new ArgumentException(text, nameof(text));
}
