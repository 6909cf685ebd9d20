using System.Collections.Immutable;
using System.Net;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Access;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Kernel.Access;

/// <summary>Walks every endpoint with every role of <c>definitions/roles</c>, with no role, and signed out.</summary>
public sealed class AuthorisationMatrixTests(SharedHost shared) : IClassFixture<SharedHost>
{
    /// <summary>What needs no sign-in and is no page of the public face. A new one is a decision, made here.</summary>
    private static readonly string[] OpenToAll =
    [
        "GET /health/live",
        "GET /health/ready",
        "GET /live",
        "GET /log/{force}/{log}/checkpoint",
        "GET /log/{force}/{log}/tile/{**path}",
        "GET /map/base.geojson",
        "GET /openapi/v1.json",
        "GET /shared/{code}/exhibits/{exhibit}/{what}",
        "HEAD /shared/{code}/exhibits/{exhibit}/{what}",
        "POST /shared/{code}/bundle",
        "POST /api/v1/reports",
        "POST /sign-in/as",
        "POST /theme",
        // decision 0174: a link or an appeal lets in, and then only with the session and the form token of its page
        "OPTIONS /upload/{code}/tus/",
        "POST /upload/{code}/tus/",
        "HEAD /upload/{code}/tus/{id:guid}",
        "PATCH /upload/{code}/tus/{id:guid}",
        "DELETE /upload/{code}/tus/{id:guid}",
        "POST /upload/{code}/tus/{id:guid}",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private TestHost Host => shared.Host;

    private IReadOnlyList<Door> Doors => Door.All(Host);

    [Fact]
    public void Every_endpoint_says_who_may_use_it()
    {
        Doors.Count.ShouldBeGreaterThan(20);
        Doors.Where(static d => !d.IsPublic && d.Policies.Count == 0).Select(static d => d.ToString()).ShouldBeEmpty();
        Doors
            .SelectMany(static d => d.Policies, static (d, policy) => (Door: d, Policy: policy))
            .Where(static d => d.Policy is not Policies.Staff && !Permissions.All.ContainsKey(d.Policy))
            .Select(static d => $"{d.Door} asks for {d.Policy}")
            .ShouldBeEmpty();
    }

    [Fact]
    public void What_is_open_to_all_is_a_page_or_on_the_list() =>
        Doors.Where(static d => d.IsPublic && !d.IsPage).Select(static d => d.ToString()).Except(OpenToAll).ShouldBeEmpty();

    [Fact]
    public async Task Every_role_opens_exactly_the_doors_that_its_definition_names()
    {
        var wrong = new List<string>();
        foreach (var role in Host.Get<Roles>().All)
        {
            var staff = await Host.SignInAsync(role.Id);
            foreach (var door in Doors)
            {
                var opened = await OpensAsync(staff.Http, door) is true;
                if (opened != Should(door, role.Value.May))
                    wrong.Add($"{role.Id}: {door} {(opened ? "opened" : "stayed shut")}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_role_only_ones_own_desk_opens()
    {
        var nobody = await Host.SignInAsync();
        var wrong = new List<string>();
        foreach (var door in Doors)
        {
            var opened = await OpensAsync(nobody.Http, door) is true;
            if (opened != Should(door, ImmutableHashSet<string>.Empty))
                wrong.Add($"{door} {(opened ? "opened" : "stayed shut")}");
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Whoever_is_signed_out_is_led_to_the_sign_in_from_every_door_that_is_not_public()
    {
        var wrong = new List<string>();
        foreach (var door in Doors.Where(static d => !d.IsPublic))
        {
            using var client = Host.NewClient();
            using var request = door.Knock();
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
            var led =
                answer.StatusCode is HttpStatusCode.Found or HttpStatusCode.SeeOther
                && answer.Headers.Location!.ToString().Contains("/sign-in?back=", StringComparison.Ordinal);
            if (!led && answer.StatusCode is not HttpStatusCode.Unauthorized)
                wrong.Add($"{door}: {(int)answer.StatusCode}");
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_changes_without_a_form_token()
    {
        var roles = Host.Get<Roles>().All.Select(static r => r.Id).ToArray();
        var everything = await Host.SignInAsync(roles);
        var wrong = new List<string>();
        foreach (var door in Doors.Where(static d => !d.IsSafe && !d.IsForPrograms))
        {
            using var request = door.Knock();
            using var answer = await everything.Http.SendAsync(request, Ct);
            if (answer.StatusCode is not (HttpStatusCode.BadRequest or HttpStatusCode.TooManyRequests)) // the second before it was even read
                wrong.Add($"{door}: {(int)answer.StatusCode}");
        }

        wrong.ShouldBeEmpty();
        (await everything.StatusAsync("/desk")).ShouldBe(HttpStatusCode.OK);
    }

    private static bool Should(Door door, ImmutableHashSet<string> may) =>
        door.SaysAnonymous || door.Policies.All(p => p is Policies.Staff || may.Contains(p));

    /// <summary>Whether the door let the request through, whatever was behind it: an empty form is refused, a record that is not there is not found.</summary>
    private static async Task<bool> OpensAsync(HttpClient client, Door door)
    {
        using var request = door.Knock();
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
        return answer.StatusCode is not (HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized);
    }
}
