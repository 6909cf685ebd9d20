using Bluelamp.Contact.Forms;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Kernel.Web;

namespace Bluelamp.Contact.Inbox;

/// <summary>
/// What can be reported, as the forms name it: the answers to the question that tells their kind, and the title of a form that asks for none. A new
/// form stands in the inbox by its name without a build.
/// </summary>
public sealed class ReportKinds(CurrentDefinitions definitions)
{
    public IReadOnlyList<Choice> Choices(Language language) =>
        [.. All().DistinctBy(static k => k.Value, StringComparer.Ordinal).Select(k => new Choice(k.Value, k.Name.In(language)))];

    /// <summary>The name of a kind; the kind itself when its form is no longer there.</summary>
    public string Name(string kind, Language language) =>
        All().Where(k => string.Equals(k.Value, kind, StringComparison.Ordinal)).Select(k => k.Name.In(language)).FirstOrDefault() ?? kind;

    private IEnumerable<(string Value, Bilingual Name)> All() =>
        definitions
            .Set.Latest<Form>()
            .SelectMany(static form =>
                form.Value is { Kind: { } kind } && form.Value.Question(kind) is ChoiceQuestion asked
                    ? asked.Options.Select(static o => (o.Value, o.Label))
                    : [(form.Id, form.Title)]
            );
}
