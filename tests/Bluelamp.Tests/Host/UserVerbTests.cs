using System.Text.Json;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Host;

public sealed class UserVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_first_administrator_is_made_on_the_machine_itself_and_cannot_be_the_last_to_lose_the_role()
    {
        var added = await UserAsync("add", "jo.evans", "--name", "Jo Evans", "--role", "administrator", "--json");
        added.ExitCode.ShouldBe(0, added.Errors);
        JsonDocument.Parse(added.Output).RootElement.GetProperty("password").GetString().ShouldNotBeNullOrEmpty();

        (await UserAsync("list")).Output.ShouldBe("jo.evans  Jo Evans  administrator");

        var taken = await UserAsync("take", "jo.evans", "administrator");
        taken.ExitCode.ShouldBe(1);
        taken.Errors.ShouldContain("the last person who can manage staff");

        var unknown = await UserAsync("suspend", "nobody.here", "--reason", "left");
        unknown.ExitCode.ShouldBe(2);
        unknown.Errors.ShouldBe("bluelamp: Nobody here signs in as nobody.here. See: bluelamp user list");
    }

    private Task<(int ExitCode, string Output, string Errors)> UserAsync(params string[] words) =>
        RunningBluelamp.RunAsync(["user", .. words, "--data", _folder.Path]);
}
