using System.Collections.Immutable;
using System.Text.Json;
using Bluelamp.Records;

namespace Bluelamp.Contact.Forms;

/// <summary>A form as its file describes it: a transaction of the public, a partner or staff.</summary>
/// <param name="Start">What to know before starting.</param>
/// <param name="Confirmation">What happens next.</param>
public sealed record Form(ImmutableArray<Content> Start, ImmutableArray<FormPage> Pages, ImmutableArray<Content> Confirmation)
{
    /// <summary>Every page has the quick exit, for who may be watched.</summary>
    public bool Exit { get; init; }

    /// <summary>The question whose answer names the kind of report in lists.</summary>
    public string? Kind { get; init; }

    /// <summary>The question whose answer tells what happened.</summary>
    public string? Narrative { get; init; }

    /// <summary>Questions that say how it was done.</summary>
    public ImmutableArray<string> Method { get; init; } = [];

    /// <summary>Holds when whoever reports is the one to whom it happened.</summary>
    public Condition? ReporterIsVictim { get; init; }

    /// <summary>The question that names the business or other body to which it happened.</summary>
    public string? Organisation { get; init; }

    /// <summary>The question in which language, how, and how safely the reporter is to be contacted, and what they need to be understood.</summary>
    public string? Language { get; init; }

    public string? ContactBy { get; init; }

    public string? Safe { get; init; }

    public ImmutableArray<string> Needs { get; init; } = [];

    /// <summary>By name, what the answers say to a risk model.</summary>
    public ImmutableArray<FormFact> Facts { get; init; } = [];

    /// <summary>Flags of the crime recording rules that the answers raise.</summary>
    public ImmutableArray<FormFlag> Flags { get; init; } = [];

    /// <summary>What the answers most likely amount to, the first that holds first.</summary>
    public ImmutableArray<FormOffence> Offences { get; init; } = [];

    /// <summary>Right answers, as a program would send them: the example of the API's description.</summary>
    public JsonElement? Example { get; init; }

    public IEnumerable<Question> Questions => Pages.SelectMany(static p => p.Questions);

    public FormPage? Page(string id) => Pages.FirstOrDefault(p => string.Equals(p.Id, id, StringComparison.Ordinal));

    public Question? Question(string id) => Questions.FirstOrDefault(q => string.Equals(q.Id, id, StringComparison.Ordinal));
}

/// <summary>One page: one thing to read or to answer.</summary>
/// <param name="Title">The heading; without it the one question is the heading.</param>
/// <param name="When">Asked only when this holds for the answers before it.</param>
/// <param name="Section">The heading under which its answers stand in the check.</param>
public sealed record FormPage(
    string Id,
    Bilingual? Title,
    Bilingual Section,
    Condition? When,
    ImmutableArray<Content> Content,
    ImmutableArray<Question> Questions
)
{
    /// <summary>The question that may be answered several times; such a page holds no other.</summary>
    public ManyQuestion? Many => Questions is [ManyQuestion many] ? many : null;

    public Bilingual Heading => Title ?? Questions[0].Label;
}

/// <summary>A piece of text on a page.</summary>
/// <param name="Items">The lines of a list.</param>
public sealed record Content(ContentKind Kind, Bilingual Text, ImmutableArray<Bilingual> Items);

public enum ContentKind
{
    Text,
    Heading,
    List,

    /// <summary>Set apart from the rest.</summary>
    Inset,

    /// <summary>With an exclamation mark.</summary>
    Warning,

    /// <summary>Folded away until somebody wants to know: <see cref="Content.Text"/> names it, the items say it.</summary>
    Details,
}

/// <summary>What the answers say to a risk model, under a name that the model knows.</summary>
public sealed record FormFact(string Name, Condition Value);

/// <summary>A flag of the crime recording rules, raised when a condition holds.</summary>
public sealed record FormFlag(CrimeFlag Flag, Condition When);

internal static class Sections
{
    public static Bilingual None { get; } = new("", "");
}

/// <summary>A class of offence of <c>definitions/codes/offence-codes</c>, and when the answers most likely amount to it.</summary>
public sealed record FormOffence(string Offence, Condition When);
