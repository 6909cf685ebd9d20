using Bluelamp.Contact.Forms;
using Bluelamp.Contact.Inbox;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Kernel.Web;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Contact.Inbox;

public sealed class ReportKindsTests
{
    private readonly ReportKinds _kinds = new(new(DefinitionFolder.Find(configured: null), [new FormKind()], strict: false));

    [Fact]
    public void A_kind_of_report_is_called_as_its_form_calls_it_in_either_language()
    {
        _kinds.Name("vehicle", Language.English).ShouldBe("Vehicle crime");
        _kinds.Name("vehicle", Language.Welsh).ShouldBe("Trosedd cerbyd");
        _kinds.Choices(Language.English).Select(static c => c.Value).ShouldContain("harassment");
    }

    [Fact]
    public void A_kind_that_no_form_has_any_more_is_called_as_it_was_written() =>
        _kinds.Name("piracy", Language.English).ShouldBe("piracy");
}
