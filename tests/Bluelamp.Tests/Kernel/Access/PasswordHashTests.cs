using System.Buffers.Binary;
using Bluelamp.Host.App;
using Bluelamp.Kernel.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Kernel.Access;

/// <summary>Other tests take a quick hash (<c>TestHost</c>); this one is of what people's passwords are really kept by.</summary>
public sealed class PasswordHashTests
{
    [Fact]
    public void A_password_is_kept_by_as_many_rounds_as_OWASP_asks_for()
    {
        var services = new ServiceCollection();
        services.AddModules(new AppOptions { ConnectionString = "Host=127.0.0.1;Port=1", DataPath = Path.GetTempPath() });
        using var product = services.BuildServiceProvider();
        var hasher = product.GetRequiredService<IPasswordHasher<Staff>>();
        var hash = Convert.FromBase64String(hasher.HashPassword(Staff.Empty, "lantern river seven"));
        hash[0].ShouldBe((byte)1, "the format with a function and a number of rounds");
        BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(1)).ShouldBe(2, "HMAC-SHA512");
        BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(5)).ShouldBeGreaterThanOrEqualTo(210_000);
    }
}
