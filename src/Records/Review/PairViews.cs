using Bluelamp.Kernel.Definitions;

namespace Bluelamp.Records;

/// <summary>
/// Keeps <c>records.person_pair</c>: one line a proposed pair. Where it stands in the queue follows from the limit of the day; when that changes,
/// <c>./bluelamp rebuild</c> puts all of them in order.
/// </summary>
public sealed class PersonPairView(CurrentDefinitions definitions) : IView
{
    public string Table => "records.person_pair";

    public Sql Forget(short force, Guid stream) => $"delete from records.person_pair where force = {force} and pair = {stream}";

    public Sql? Write(Entry entry) =>
        entry.Event switch
        {
            PairProposed e => Row(entry, e),
            PairWeighed e => Weighed(entry, e),
            _ => null,
        };

    private Sql Weighed(Entry entry, PairWeighed e)
    {
        string[] reasons = [.. e.Reasons];
        return $"""
            update records.person_pair
               set weight = {e.Proposed.Weight}, probability = {e.Proposed.Probability}, reasons = {reasons}, harm = {e.Harm},
                   urgency = {PairOrder.Urgency(e.Proposed, e.Harm, Limit)}
             where force = {entry.Force} and pair = {e.Pair}
            """;
    }

    private double Limit => definitions.Latest<PersonRules>(PersonRules.Id).Value.Review;

    private Sql Row(Entry entry, PairProposed e)
    {
        string[] reasons = [.. e.Reasons];
        var urgency = PairOrder.Urgency(e.Proposed, e.Harm, Limit);
        var judges = PersonPair.IsForTwo(e.Pair) ? (short)2 : (short)1;
        return $"""
            insert into records.person_pair (force, pair, one, other, weight, probability, reasons, harm, urgency, judges, proposed_at)
            values ({entry.Force}, {e.Pair}, {e.One}, {e.Other}, {e.Proposed.Weight}, {e.Proposed.Probability}, {reasons}, {e.Harm}, {urgency}, {judges}, {entry.At})
            on conflict (force, pair) do update
               set weight = excluded.weight, probability = excluded.probability, reasons = excluded.reasons, harm = excluded.harm, urgency = excluded.urgency
            """;
    }
}

/// <summary>Keeps <c>records.pair_judgement</c>: what each person says of a pair.</summary>
public sealed class PairJudgementView : IView
{
    public string Table => "records.pair_judgement";

    public Sql Forget(short force, Guid stream) => $"delete from records.pair_judgement where force = {force} and pair = {stream}";

    public Sql? Write(Entry entry) =>
        entry.Event switch
        {
            PairJudged e => $"""
                insert into records.pair_judgement (force, pair, person, one, other, verdict, judged_at)
                values ({entry.Force}, {e.Pair}, {e.By}, {e.One}, {e.Other}, {e.Verdict.ToString()}, {entry.At})
                on conflict (force, pair, person) do update set verdict = excluded.verdict, judged_at = excluded.judged_at, is_before = false
                """,
            PairJudgementWithdrawn e =>
                $"delete from records.pair_judgement where force = {entry.Force} and pair = {e.Pair} and person = {e.By}",
            PairProposed e => $"update records.pair_judgement set is_before = true where force = {entry.Force} and pair = {e.Pair}",
            _ => (Sql?)null,
        };
}
