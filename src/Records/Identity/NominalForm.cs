using Bluelamp.Kernel.Web;
using Microsoft.AspNetCore.Components;

namespace Bluelamp.Records;

/// <summary>A form about a person, as the decisions on who is who leave them; whoever comes by an old id is led to who that is.</summary>
public abstract class NominalForm : ActionPage
{
    protected NominalForm() => Folder = "nominals";

    [Inject]
    public required Persons Persons { get; set; }

    [Inject]
    public required IdentityDesk Desk { get; set; }

    protected Person? Person { get; private set; }

    protected override async Task<bool> ReadAsync(IReadOnlyList<Entry> entries)
    {
        Person = await Persons.FindAsync(new(Record), Viewer, Ct);
        if (Person is null)
            return false;
        if (Person.Nominal.Value != Record)
            Navigation.NavigateTo($"records/nominals/{Person.Nominal}");
        return await ReadAsync(Person);
    }

    /// <summary>Reads what else the form shows. False when there is nothing to show.</summary>
    protected virtual Task<bool> ReadAsync(Person person) => Task.FromResult(true);

    /// <summary>Goes back to the person, or shows the form again as it was typed, with what is in the way.</summary>
    protected void Answer(Result<Appended> decided)
    {
        if (!decided.Refused(out var refusal, out _))
            Navigation.NavigateTo(Back);
        else if (refusal is LaterDecisionStands { First: var first } && Made(first) is { } later)
            Refuse(new TakeBackFirst($"{WhoThisIs.Title(later.Decided)}, {Language.Date(later.Entry.At)}"));
        else
            Refuse(refusal);
    }

    private (Entry Entry, IIdentityDecided Decided)? Made(Id<IdentityDecision> decision) =>
        Person?.Decisions.Select(static d => ((Entry, IIdentityDecided)?)d).FirstOrDefault(d => d!.Value.Item2.Decision == decision);
}

/// <summary>As <see cref="LaterDecisionStands"/>, in the words of the page.</summary>
public sealed record TakeBackFirst(string Later)
    : Refusal.Conflict("later-decision-stands", $"A later decision rests on this one. Take back “{Later}” first.");
