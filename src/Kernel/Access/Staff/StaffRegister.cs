using Npgsql;

namespace Bluelamp.Kernel.Access;

/// <summary>What an administrator hands to somebody for their first sign-in, or their next one.</summary>
public sealed record FirstPassword(Id<Staff> Staff, string Username, string Password);

/// <summary>A line of the staff list.</summary>
public sealed record StaffLine(
    Guid Person,
    string Username,
    string Name,
    string? Collar,
    string? Email,
    string[] Roles,
    bool Suspended,
    DateTimeOffset EnrolledAt,
    int Version
);

/// <summary>Takes staff on, gives and takes roles, shuts out: the engine of the staff page and of <c>bluelamp user</c>.</summary>
public sealed class StaffRegister(ILedger ledger, Db db, Credentials credentials, Roles roles)
{
    internal const int PageLength = 50;

    /// <summary>Enrols somebody with a first password, which they replace when they first sign in.</summary>
    /// <param name="staff">The id of the new person.</param>
    /// <param name="known">For invented people only: a password and an authenticator key that are published. Nothing is left to set up.</param>
    public async Task<Result<FirstPassword>> EnrolAsync(
        Id<Staff> staff,
        StaffDetails details,
        IReadOnlyList<string> first,
        Viewer viewer,
        CancellationToken ct,
        KnownCredential? known = null
    )
    {
        if (details.Checked().Refused(out var unfit, out var fit))
            return unfit;
        if (!first.All(roles.Knows))
            return new NoSuchRole();
        var password = known?.Password ?? Secrets.TemporaryPassword();
        var keep = credentials.Put(viewer.Force, staff, fit.Username, password, temporary: known is null, known?.TotpSecret);
        try
        {
            var decided = await ledger.DecideAsync(
                [Step.For(staff, new EnrolStaff(staff, fit, first)), .. KeyStep(staff, viewer, before: false, roles.MayManageStaff(first))],
                viewer,
                ct,
                keep
            );
            return decided.Refused(out var refusal, out _) ? refusal : new FirstPassword(staff, fit.Username, password);
        }
        catch (PostgresException e) when (e.ConstraintName is "credential_username")
        {
            return new UsernameIsTaken();
        }
    }

    public Task<Result<Appended>> GrantAsync(Id<Staff> staff, string role, Viewer viewer, CancellationToken ct, int? seen = null) =>
        roles.Knows(role)
            ? ChangeAsync(staff, new GrantRole(staff, role), viewer, seen, also: null, ct)
            : Task.FromResult<Result<Appended>>(new NoSuchRole());

    public Task<Result<Appended>> TakeAsync(Id<Staff> staff, string role, Viewer viewer, CancellationToken ct, int? seen = null) =>
        ChangeAsync(staff, new TakeRole(staff, role), viewer, seen, also: null, ct);

    public Task<Result<Appended>> SuspendAsync(Id<Staff> staff, string reason, Viewer viewer, CancellationToken ct, int? seen = null) =>
        ChangeAsync(staff, new SuspendStaff(staff, reason), viewer, seen, Sessions.EndAll(viewer.Force, staff), ct);

    public Task<Result<Appended>> ReinstateAsync(Id<Staff> staff, string reason, Viewer viewer, CancellationToken ct, int? seen = null) =>
        ChangeAsync(staff, new ReinstateStaff(staff, reason), viewer, seen, also: null, ct);

    /// <summary>For somebody who lost password, phone and recovery codes: a first password again, and every session ends.</summary>
    public async Task<Result<FirstPassword>> ResetAsync(Id<Staff> staff, Viewer viewer, CancellationToken ct)
    {
        if (await FindAsync(staff, viewer, ct) is not { } line)
            return new NoSuchStaff();
        var password = Secrets.TemporaryPassword();
        var keep = credentials.Put(viewer.Force, staff, line.Username, password, temporary: true);
        var changed = await ledger.DecideAsync([Step.For(staff, new ChangeCredential(staff, "sign-in"))], viewer, ct, keep);
        return changed.Refused(out var refusal, out _) ? refusal : new FirstPassword(staff, line.Username, password);
    }

    /// <summary>The staff of the force by name, a page of them.</summary>
    /// <param name="words">Part of a name, a user name or a collar number; all when empty.</param>
    /// <param name="after">The last line of the page before.</param>
    public Task<List<StaffLine>> ListAsync(Viewer viewer, string? words, (string Name, Guid Person)? after, CancellationToken ct) =>
        db.ListAsync<StaffLine>(
            $"""
            select s.person, s.username, s.name, s.collar, s.email, s.roles, s.suspended, s.enrolled_at, s.version
              from kernel.staff s
             where {viewer.Sees("s")}
               and ({words} is null or strpos(lower(concat_ws(' ', s.name, s.username, s.collar)), lower({words})) > 0)
               and ({after?.Name} is null or (s.name, s.person) > ({after?.Name}, {after?.Person}))
             order by s.name, s.person
             limit {PageLength}
            """,
            ct
        );

    public Task<StaffLine?> FindAsync(Id<Staff> staff, Viewer viewer, CancellationToken ct) =>
        FirstAsync($"s.person = {staff}", viewer, ct);

    public Task<StaffLine?> FindAsync(string username, Viewer viewer, CancellationToken ct) =>
        FirstAsync($"s.username = {Usernames.Normal(username)}", viewer, ct);

    private Task<StaffLine?> FirstAsync(Sql which, Viewer viewer, CancellationToken ct) =>
        db.FirstAsync<StaffLine>(
            $"""
            select s.person, s.username, s.name, s.collar, s.email, s.roles, s.suspended, s.enrolled_at, s.version
              from kernel.staff s
             where {viewer.Sees("s")} and {which}
            """,
            ct
        );

    /// <summary>Decides a change together with what it means for who may manage staff, on the state that it was worked out from.</summary>
    private async Task<Result<Appended>> ChangeAsync(
        Id<Staff> staff,
        ICommand<Staff> command,
        Viewer viewer,
        int? seen,
        Sql? also,
        CancellationToken ct
    )
    {
        var past = await ledger.StreamAsync(staff.Value, viewer, ct);
        var before = past.Aggregate(Staff.Empty, static (state, e) => state.Apply(e.Event));
        var after = command.Decide(before, new(viewer.Person, default)).Aggregate(before, static (state, e) => state.Apply(e));
        IReadOnlyList<Step> steps =
        [
            Step.For(staff, command, seen ?? past.Count),
            .. KeyStep(staff, viewer, HoldsKeys(before), HoldsKeys(after)),
        ];
        return await ledger.DecideAsync(steps, viewer, ct, also);
    }

    private bool HoldsKeys(Staff state) => !state.Suspended && roles.MayManageStaff(state.Roles);

    private static IEnumerable<Step> KeyStep(Id<Staff> staff, Viewer viewer, bool before, bool after) =>
        before == after ? []
        : after ? [Step.For(Keyholders.Of(viewer.Force), new AddKeyholder(staff))]
        : [Step.For(Keyholders.Of(viewer.Force), new RemoveKeyholder(staff))];
}

/// <summary>A password and an authenticator key that everybody may know.</summary>
public sealed record KnownCredential(string Password, byte[] TotpSecret);
