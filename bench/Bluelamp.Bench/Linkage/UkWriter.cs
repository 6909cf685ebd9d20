namespace Bluelamp.Bench.Linkage;

/// <summary>
/// Writes people down with the errors of life, each independent of the others. A rate holds among the records that the error can befall: a new surname
/// among women, a lost middle name among those with one.
/// </summary>
internal sealed class UkWriter(UkNames names, Random random)
{
    /// <summary>How much of each rate a person's first record has.</summary>
    private const double FirstShare = 0.15;
    private double _share;

    /// <summary>
    /// A record of a person. When there is one of them already, they may have moved and married since, and everything goes wrong more often.
    /// </summary>
    public UkRecord Write(in UkPerson person, bool further)
    {
        _share = further ? 1 : FirstShare;
        var said = new UkRecord(person.First, person.Middle, person.Surname, person.Sex, person.Born, person.Postcode);
        if (further)
            Later(ref said);
        Surname(ref said);
        Forenames(ref said);
        if (Happens(0.015))
            (said.First, said.Surname) = (said.Surname, said.First);
        if (Happens(0.08))
            said.Born = Slips.OfBirth(person.Born, random);
        if (Happens(0.05))
            said.Postcode = Slips.OfPostcode(said.Postcode!, random);
        Lose(ref said, further);
        return said;
    }

    private void Later(ref UkRecord said)
    {
        if (Happens(0.25))
            said.Postcode = names.Postcode(random);
        if (said.Sex == 'F' && Happens(0.07))
            said.Surname = names.Surname(random);
    }

    private void Surname(ref UkRecord said)
    {
        if (Happens(0.015))
            said.Surname = names.SurnameVariant(said.Surname!, random) ?? said.Surname;
        if (Happens(0.06))
            said.Surname = Slips.OfName(said.Surname!, random);
    }

    private void Forenames(ref UkRecord said)
    {
        if (said.Middle is not null && Happens(0.03))
            (said.First, said.Middle) = (said.Middle, said.First);
        if (Happens(0.07))
            said.First = names.Nickname(said.First!, random) ?? said.First;
        if (Happens(0.07))
            said.First = Slips.OfName(said.First!, random);
        if (Happens(0.02))
            said.First = said.First![..1];
        if (Happens(0.25))
            said.Middle = null;
        else if (Happens(0.15))
            said.Middle = said.Middle?[..1];
    }

    /// <summary>What a record does not say at all, a first one as seldom as a further one.</summary>
    private void Lose(ref UkRecord said, bool further)
    {
        if (random.NextDouble() < 0.015)
            said.First = null;
        if (random.NextDouble() < 0.01)
            said.Surname = null;
        if (random.NextDouble() < (further ? 0.03 : 0.02))
            said.Born = null;
        if (random.NextDouble() < 0.06)
            said.Postcode = null;
        if (random.NextDouble() < 0.01)
            said.Sex = null;
    }

    private bool Happens(double rate) => random.NextDouble() < rate * _share;
}
