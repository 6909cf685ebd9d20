using System.CommandLine;
using Bluelamp.Host.App;
using Bluelamp.Host.Running;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Access;
using Bluelamp.Kernel.Running;
using Bluelamp.Kernel.Web;

namespace Bluelamp.Host.Commands;

/// <summary><c>bluelamp user …</c>: staff accounts from the machine itself. It is how the first administrator comes to be.</summary>
internal static class UserVerb
{
    private const string Purpose = "administration";

    private static readonly Argument<string> Username = new("USERNAME") { Description = "What the person signs in with" };
    private static readonly Argument<string> Role = new("ROLE") { Description = "A role of definitions/roles, such as investigator" };
    private static readonly Argument<string?> Words = new("WORDS")
    {
        Description = "Part of a name, user name or collar number",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private static readonly Option<string> Name = new("--name") { Description = "The person's name", Required = true };
    private static readonly Option<string[]> Roles = new("--role")
    {
        Description = "A role to begin with; say it again for another",
        HelpName = "ROLE",
    };
    private static readonly Option<string?> Collar = new("--collar") { Description = "The number on their shoulder" };
    private static readonly Option<string?> Email = new("--email") { Description = "Where the force reaches them" };
    private static readonly Option<string> Reason = new("--reason") { Description = "Why, in a few words", Required = true };

    public static Command Make() =>
        new("user", "Staff accounts: add, list, give and take roles, shut out, let in again")
        {
            Verb(
                "add",
                "Take somebody on, and print a first password that they replace when they sign in",
                AddAsync,
                Username,
                Name,
                Roles,
                Collar,
                Email,
                Options.Json
            ),
            Verb("list", "The staff, fifty at a time, by name", ListAsync, Words, Options.Json),
            Verb(
                "grant",
                "Give somebody a role",
                (desk, said, ct) => ChangeAsync(desk, said, (r, s) => r.GrantAsync(s, said.GetValue(Role)!, desk.Viewer, ct), ct),
                Username,
                Role
            ),
            Verb(
                "take",
                "Take a role away: its powers end at once",
                (desk, said, ct) => ChangeAsync(desk, said, (r, s) => r.TakeAsync(s, said.GetValue(Role)!, desk.Viewer, ct), ct),
                Username,
                Role
            ),
            Verb(
                "suspend",
                "Shut somebody out at once",
                (desk, said, ct) => ChangeAsync(desk, said, (r, s) => r.SuspendAsync(s, said.GetValue(Reason)!, desk.Viewer, ct), ct),
                Username,
                Reason
            ),
            Verb(
                "reinstate",
                "Let somebody in again",
                (desk, said, ct) => ChangeAsync(desk, said, (r, s) => r.ReinstateAsync(s, said.GetValue(Reason)!, desk.Viewer, ct), ct),
                Username,
                Reason
            ),
            Verb(
                "reset",
                "Print a new first password, for somebody who lost theirs; every session of theirs ends",
                ResetAsync,
                Username,
                Options.Json
            ),
        };

    private static async Task<int> AddAsync(Desk desk, ParseResult said, CancellationToken ct)
    {
        var details = new StaffDetails(said.GetValue(Username)!, said.GetValue(Name)!, said.GetValue(Collar), said.GetValue(Email));
        return Tell(await desk.Register.EnrolAsync(Id<Staff>.New(), details, said.GetValue(Roles) ?? [], desk.Viewer, ct), said);
    }

    private static async Task<int> ResetAsync(Desk desk, ParseResult said, CancellationToken ct) =>
        Tell(await desk.Register.ResetAsync(await FindAsync(desk, said, ct), desk.Viewer, ct), said);

    private static async Task<int> ChangeAsync(
        Desk desk,
        ParseResult said,
        Func<StaffRegister, Id<Staff>, Task<Result<Appended>>> change,
        CancellationToken ct
    )
    {
        if ((await change(desk.Register, await FindAsync(desk, said, ct))).Refused(out var refusal, out _))
            return Refuse(refusal);
        Terminal.Answer("Done.");
        return CommandLine.Ok;
    }

    private static async Task<int> ListAsync(Desk desk, ParseResult said, CancellationToken ct)
    {
        var staff = await desk.Register.ListAsync(desk.Viewer, said.GetValue(Words), after: null, ct);
        if (said.GetValue(Options.Json))
            Terminal.Figures(
                staff.Select(static s => new
                {
                    s.Username,
                    s.Name,
                    s.Collar,
                    s.Roles,
                    s.Suspended,
                })
            );
        else
            foreach (var person in staff)
                Terminal.Answer(
                    $"{person.Username}  {person.Name}  {string.Join(", ", person.Roles)}{(person.Suspended ? "  (suspended)" : "")}"
                );
        return CommandLine.Ok;
    }

    private static async Task<Id<Staff>> FindAsync(Desk desk, ParseResult said, CancellationToken ct) =>
        await desk.Register.FindAsync(said.GetValue(Username)!, desk.Viewer, ct) is { } line
            ? new Id<Staff>(line.Person)
            : throw new CannotRunException($"Nobody here signs in as {said.GetValue(Username)}. See: bluelamp user list");

    private static int Tell(Result<FirstPassword> result, ParseResult said)
    {
        if (result.Refused(out var refusal, out var first))
            return Refuse(refusal);
        if (said.GetValue(Options.Json))
            Terminal.Figures(new { first.Username, first.Password });
        else
            Terminal.Answer($"{first.Username} signs in with the password {first.Password} and then sets their own.");
        return CommandLine.Ok;
    }

    private static int Refuse(Refusal refusal)
    {
        Terminal.Say($"bluelamp: {refusal.Message}");
        return CommandLine.Finding;
    }

    private static Command Verb(
        string name,
        string description,
        Func<Desk, ParseResult, CancellationToken, Task<int>> run,
        params Symbol[] takes
    )
    {
        var verb = new Command(name, description) { Options.Data, Options.Db };
        foreach (var symbol in takes)
        {
            if (symbol is Argument argument)
                verb.Add(argument);
            else
                verb.Add((Option)symbol);
        }

        verb.SetAction(
            async (said, ct) =>
            {
                await using var store = await Store.ShareAsync(said.GetValue(Options.Data)!, said.GetValue(Options.Db), Terminal.Say, ct);
                await using var workshop = await Workshop.OpenAsync(store, ct);
                var viewer = Viewer.System(workshop.Get<ForceProfile>().Code, Purpose);
                return await run(new(workshop.Get<StaffRegister>(), viewer), said, ct);
            }
        );
        return verb;
    }

    private sealed record Desk(StaffRegister Register, Viewer Viewer);
}
