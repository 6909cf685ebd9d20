using Bluelamp.Contact.Forms;
using Bluelamp.Kernel.Operations;

namespace Bluelamp.Contact.Drafts;

/// <summary>A half-filled form. Its id becomes the id of the report, so that sending it twice is sending it once.</summary>
/// <param name="Sent">It became a report; the answers are gone from here.</param>
internal sealed record Draft(Guid Id, string Form, int Version, Answers Answers, bool Sent);

/// <summary>Keeps half-filled forms for a week. They are nobody's record: they stand outside the ledger, and whoever holds the secret may read them.</summary>
internal sealed class DraftStore(Db db, TimeProvider time) : ISweep
{
    public static TimeSpan Kept { get; } = TimeSpan.FromDays(7);

    public static TimeSpan KeptWhenSent { get; } = TimeSpan.FromHours(1);

    private sealed record Row(Guid Draft, string Form, int Version, string Answers, bool Sent);

    internal async Task<Draft?> FindAsync(DraftSecret secret, CancellationToken ct)
    {
        var rows = await db.WorkingAsync<Row>(
            $"""
            select draft, form, version, answers::text as answers, sent
              from contact.draft
             where secret_hash = {secret.Hash} and expires_at > {time.GetUtcNow()}
            """,
            ct
        );
        return rows is [var row] ? new(row.Draft, row.Form, row.Version, Answers.Parse(row.Answers), row.Sent) : null;
    }

    /// <summary>
    /// Lets go of drafts that are too old. One that would be kept for longer than a whole week from now was written by a clock that ran ahead: its week
    /// begins now.
    /// </summary>
    public async Task<int> SweepAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await db.KeepAsync(
            $"""
            update contact.draft set expires_at = case when sent then {now + KeptWhenSent} else {now + Kept} end
             where expires_at > case when sent then {now + KeptWhenSent} else {now + Kept} end
            """,
            ct
        );
        return await db.KeepAsync($"delete from contact.draft where expires_at <= {now}", ct);
    }

    internal Task BeginAsync(DraftSecret secret, string form, int version, CancellationToken ct) =>
        db.KeepAsync(
            $"""
            insert into contact.draft (draft, secret_hash, form, version, answers, expires_at)
            values ({Guid.CreateVersion7()}, {secret.Hash}, {form}, {version}, {new Jsonb("{}")}, {time.GetUtcNow() + Kept})
            """,
            ct
        );

    internal Task KeepAsync(Draft draft, CancellationToken ct) =>
        db.KeepAsync(
            $"""
            update contact.draft
               set answers = {new Jsonb(draft.Answers.ToString())}, expires_at = {time.GetUtcNow() + Kept}
             where draft = {draft.Id} and not sent
            """,
            ct
        );

    /// <summary>Lets go of a draft that its writer does not want to keep. One that was sent is a report, and stays what it is.</summary>
    internal Task DropAsync(Draft draft, CancellationToken ct) =>
        db.KeepAsync($"delete from contact.draft where draft = {draft.Id} and not sent", ct);

    /// <summary>Gives a draft a code by which it can be opened elsewhere, once. The code before it no longer works.</summary>
    internal Task MayResumeAsync(Draft draft, ResumeCode code, CancellationToken ct) =>
        db.KeepAsync($"update contact.draft set resume_hash = {code.Hash} where draft = {draft.Id} and not sent", ct);

    /// <summary>Opens a draft by its code: it now belongs to the holder of the new secret. Answers its form, or nothing when there is none such.</summary>
    internal async Task<string?> ResumeAsync(ResumeCode code, DraftSecret secret, CancellationToken ct) =>
        (
            await db.WorkingAsync<string>(
                $"""
                update contact.draft set secret_hash = {secret.Hash}, resume_hash = null
                 where resume_hash = {code.Hash} and expires_at > {time.GetUtcNow()} and not sent
                returning form
                """,
                ct
            )
        ).FirstOrDefault();

    /// <summary>The statement that empties a draft, for the transaction that makes it a report.</summary>
    internal Sql Sent(Draft draft) =>
        $"update contact.draft set sent = true, answers = {new Jsonb("{}")}, resume_hash = null, expires_at = {time.GetUtcNow() + KeptWhenSent} where draft = {draft.Id}";
}
