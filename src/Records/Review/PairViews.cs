namespace Bluelamp.Records;

/// <summary>Keeps <c>records.person_pair</c>: one line a proposed pair.</summary>
public sealed class PersonPairView : IView
{
    public string Table => "records.person_pair";

    public Sql Forget(short force, Guid stream) => $"delete from records.person_pair where force = {force} and pair = {stream}";

    public Sql? Write(Entry entry)
    {
        if (entry.Event is not PairProposed e)
            return null;
        string[] reasons = [.. e.Reasons];
        return $"""
            insert into records.person_pair (force, pair, one, other, weight, probability, reasons, harm, urgency, judges, proposed_at)
            values ({entry.Force}, {e.Pair}, {e.One}, {e.Other}, {e.Proposed.Weight}, {e.Proposed.Probability}, {reasons}, {e.Harm}, {Urgency(
                e
            )}, {(PersonPair.IsForTwo(e.Pair) ? (short)2 : (short)1)}, {entry.At})
            on conflict (force, pair) do update
               set weight = excluded.weight, probability = excluded.probability, reasons = excluded.reasons, harm = excluded.harm, urgency = excluded.urgency
            """;
    }

    /// <summary>1 for as likely as not, less the surer the engine is, never nothing: a sure proposal is work for a person too. Times one and the harm.</summary>
    private static double Urgency(PairProposed e) => (1 - Math.Abs(e.Proposed.Probability - 0.5)) * (1 + e.Harm);
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
            PairProposed e => $"update records.pair_judgement set is_before = true where force = {entry.Force} and pair = {e.Pair}",
            _ => null,
        };
}
