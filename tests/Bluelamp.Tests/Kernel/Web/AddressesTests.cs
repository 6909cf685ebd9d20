using Bluelamp.Kernel.Web;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Kernel.Web;

public sealed class AddressesTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/inbox?mine=true#first")]
    [InlineData("/cy/report")]
    public void An_address_of_this_site_may_be_gone_back_to(string address) => Addresses.OnThisSite(address).ShouldBe(address);

    [Theory]
    [InlineData("https://evil.example.com/")]
    [InlineData("//evil.example.com")]
    [InlineData("/\\evil.example.com")]
    [InlineData("\\\\evil.example.com")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\t/evil.example.com")]
    [InlineData("/a\r\nSet-Cookie: b=c")]
    [InlineData("inbox")]
    [InlineData("")]
    [InlineData(null)]
    public void An_address_that_leads_away_is_replaced(string? address) => Addresses.OnThisSite(address, "/desk").ShouldBe("/desk");
}
