using Bluelamp.Kernel.Sealing;

namespace Bluelamp.Records;

/// <summary>What was proposed and judged of a person and others goes with either of the two.</summary>
internal sealed class PairCompanions : ICompanions
{
    public Sql Streams(short force, Guid record) =>
        $"select p.pair from records.person_pair p where p.force = {force} and (p.one = {record} or p.other = {record})";
}
