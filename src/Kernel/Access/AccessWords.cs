namespace Bluelamp.Kernel.Access;

/// <summary>What the entries of staff, sign-in and restriction mean, in words.</summary>
internal sealed class AccessWords(Roles roles) : IEntryWords
{
    public IReadOnlyDictionary<string, IReadOnlyCollection<Type>> Kinds { get; } =
        new Dictionary<string, IReadOnlyCollection<Type>>(StringComparer.Ordinal)
        {
            ["Access"] = [typeof(RecordRestricted), typeof(RestrictionLifted), typeof(GlassBroken), typeof(GlassReviewed)],
        };

    public EntryWords? Say(Entry entry) =>
        entry.Event switch
        {
            StaffEnrolled e => new("Enrolled", $"as {e.Username}"),
            RoleGranted e => new("Role given", $"{roles.TitleOf(e.Role)}"),
            RoleTaken e => new("Role taken away", $"{roles.TitleOf(e.Role)}"),
            StaffSuspended e => new("Suspended", $"{e.Reason}"),
            StaffReinstated e => new("Reinstated", $"{e.Reason}"),
            CredentialChanged e => new("Sign-in changed", $"{e.What}"),
            KeyholderAdded or KeyholderRemoved => new("Those who manage staff changed"),
            SignedIn e => new("Signed in", $"{e.Agent}, {Caller.Shown(e.Address)}"),
            SignedOut => new("Signed out"),
            SignedOutEverywhere => new("Signed out everywhere"),
            SignInFailed e => new(e.Paused ? "Sign-in failed and is paused" : "Sign-in failed", $"{e.Agent}, {Caller.Shown(e.Address)}"),
            RecordRestricted e => new(
                e.Marking is Marking.OfficialSensitive ? "Restricted as OFFICIAL-SENSITIVE" : "Restricted",
                $"{e.Reason}"
            ),
            RestrictionLifted e => new("Restriction lifted", $"{e.Reason}"),
            GlassBroken e => new("Opened by a stated reason", $"{e.Staff}: {e.Reason}"),
            GlassReviewed e => new(e.Justified ? "Opening judged justified" : "Opening judged not justified", $"{e.Comment}"),
            _ => null,
        };
}

/// <summary>Names of staff, for timelines.</summary>
internal sealed class StaffNames(Db db) : IRecordNames
{
    public async Task<List<RecordName>> OfAsync(Guid[] records, Viewer viewer, CancellationToken ct)
    {
        var named = await db.ListAsync<Named>(
            Sql.Prepared(
                $"select s.person, s.name from kernel.staff s where {viewer.Sees("s")} and s.person = any((select {records})::uuid[]) limit 1000"
            ),
            ct
        );
        return [.. named.Select(static n => new RecordName(n.Person, n.Name, Href: null))];
    }

    private sealed record Named(Guid Person, string Name);
}
