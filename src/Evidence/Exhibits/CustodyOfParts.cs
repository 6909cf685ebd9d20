using Microsoft.AspNetCore.Http;

namespace Bluelamp.Evidence.Exhibits;

/// <summary>
/// Writes to the chain of custody before bytes of an exhibit leave. A player asks for a film in many parts, and a download that broke off goes on: a later
/// part is the same use when this person's own use of it stands in the chain already, not long ago. Any other part is a use of its own, whatever its place.
/// </summary>
public sealed class CustodyOfParts(ILedger ledger, Db db, EventTypes types, TimeProvider time)
{
    /// <summary>How long one use goes on: a shift.</summary>
    internal static readonly TimeSpan OneUse = TimeSpan.FromHours(12);

    /// <summary>How bytes are asked for. HEAD hands none over, so nothing is written of it.</summary>
    internal static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Says <paramref name="use"/>, unless the request goes on with one.</summary>
    /// <typeparam name="TUsed">The event that <paramref name="use"/> comes to.</typeparam>
    /// <returns>Why nothing may leave; nothing when it may.</returns>
    public async Task<Refusal?> SayAsync<TUsed>(
        Id<Exhibit> exhibit,
        ICommand<Exhibit> use,
        HttpRequest request,
        Viewer viewer,
        CancellationToken ct
    )
        where TUsed : IEvent =>
        HttpMethods.IsHead(request.Method) ? null
        : IsLaterPart(request) ? await GoOnAsync<TUsed>(exhibit, use, viewer, ct)
        : await BeginAsync(exhibit, use, viewer, ct);

    /// <summary>Says <paramref name="use"/>, unless this person's own stands in the chain already, not long ago.</summary>
    /// <inheritdoc cref="SayAsync"/>
    public async Task<Refusal?> GoOnAsync<TUsed>(Id<Exhibit> exhibit, ICommand<Exhibit> use, Viewer viewer, CancellationToken ct)
        where TUsed : IEvent => await GoesOnAsync<TUsed>(exhibit, viewer, ct) ? null : await BeginAsync(exhibit, use, viewer, ct);

    private async Task<Refusal?> BeginAsync(Id<Exhibit> exhibit, ICommand<Exhibit> use, Viewer viewer, CancellationToken ct) =>
        (await ledger.DecideAsync(exhibit, use, viewer, ct)).Refused(out var refusal, out _) ? refusal : null;

    /// <summary>No look at the exhibit, which was found for this viewer before: a player asks this for every part.</summary>
    private async Task<bool> GoesOnAsync<TUsed>(Id<Exhibit> exhibit, Viewer viewer, CancellationToken ct) =>
        await db.WorkingAsync<bool>(
            $"""
            select true as did
              from kernel.ledger l
             where l.force = {viewer.Force} and l.stream = {exhibit} and l.type = {types.NameOf(
                typeof(TUsed)
            )} and l.actor = {viewer.Person}
               and l.at > {time.GetUtcNow() - OneUse}
             limit 1
            """,
            ct
        )
            is [_, ..];

    internal static bool IsLaterPart(HttpRequest request) =>
        request.GetTypedHeaders().Range is { Ranges: { Count: > 0 } ranges } && ranges.All(static r => r.From is not 0);
}
