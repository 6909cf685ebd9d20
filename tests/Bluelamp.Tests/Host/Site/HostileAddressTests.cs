using System.Globalization;
using System.Net.Sockets;
using System.Reflection;
using System.Text;
using Bluelamp.Kernel.Access;
using Bluelamp.Tests.Disposal;
using Bluelamp.Tests.Harness;
using Bluelamp.Tests.Kernel.Access;
using Microsoft.AspNetCore.Components;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Host.Site;

/// <summary>What somebody may write into the address bar, or into a request by hand.</summary>
public sealed class HostileAddressTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private const string NoRecord = "00000000-0000-7000-8000-000000000404";

    private static readonly string[] Values =
    [
        "%00",
        "%ED%A0%80", // half a surrogate pair
        "%FF%FE",
        "-1",
        "99999999999999999999",
        "2026-02-30T99:99",
        "9999-12-31T23:59",
        "9999-12",
        "true",
        "0001-01-01",
        "%27%3B%20drop%20table%20kernel.ledger%3B--",
        "..%2F..%2Fetc%2Fpasswd",
        "a%0D%0ASet-Cookie%3A%20stolen%3Dyes",
        "%2F%2Fevil.example.com",
        string.Concat(Enumerable.Repeat("%C3%A9", 700)),
    ];

    /// <summary>The names of everything that a page reads from its address.</summary>
    private static readonly string[] Names =
    [
        .. Bluelamp
            .Host.App.Modules.All.Select(static m => m.GetType().Assembly)
            .Append(typeof(Bluelamp.Host.App.BluelampApp).Assembly)
            .Distinct()
            .SelectMany(static a => a.GetTypes())
            .SelectMany(static t => t.GetProperties())
            .Select(static p => (p.Name, Query: p.GetCustomAttribute<SupplyParameterFromQueryAttribute>()))
            .Where(static p => p.Query is not null)
            .Select(static p => p.Query!.Name ?? p.Name.ToLowerInvariant()) // chosen above
            .Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    private TestHost Host => shared.Host;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_stands_in_an_address_no_page_breaks_and_none_leads_away()
    {
        var planted = await new Populated(Host).PlantAsync();
        var everything = await Host.SignInAsync([.. Host.Get<Roles>().All.Select(static r => r.Id)]);
        var wrong = new List<string>();
        foreach (var door in Door.All(Host).Where(static d => d.Method is "GET" && !d.Route.StartsWith("/live", StringComparison.Ordinal)))
        {
            using var knock = door.Knock();
            var path = AtSomething(knock.RequestUri!.ToString(), planted); // a knock has an address
            foreach (var value in Values)
            {
                var query = string.Join('&', Names.Select(n => $"{n}={value}"));
                using var answer = await everything.Http.GetAsync(new Uri($"{path}?{query}", UriKind.Relative), Ct);
                var leads = answer.Headers.Location?.ToString() ?? "";
                var cookies = answer.Headers.TryGetValues("Set-Cookie", out var set) ? string.Join('\n', set) : "";
                if (
                    (int)answer.StatusCode >= 500
                    || leads.Contains("//evil", StringComparison.Ordinal)
                    || cookies.Contains("stolen", StringComparison.Ordinal)
                )
                    wrong.Add($"{(int)answer.StatusCode} {path} {value} {leads}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/assets/../../../../../../etc/passwd")]
    [InlineData("/assets/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/assets/..%2f..%2f..%2f..%2f..%2fetc%2fpasswd")]
    [InlineData("/assets/..%5c..%5c..%5cetc%5cpasswd")]
    [InlineData("/assets//etc/passwd")]
    [InlineData("/assets/%00")]
    [InlineData("/map/base/..%2f..%2f..%2fetc%2fpasswd")]
    [InlineData("/log/99/ledger/tile/../../../../../etc/passwd")]
    [InlineData("/log/99/ledger/tile/..%2f..%2f..%2f..%2fetc%2fpasswd")]
    [InlineData("/log/99/..%2f..%2fetc%2fpasswd/checkpoint")]
    [InlineData("/log/99999999999/ledger/checkpoint")]
    [InlineData("/cy/../../../etc/passwd")]
    [InlineData("/report-crime/%00")]
    [InlineData("/%c0%af..%c0%af..%c0%afetc/passwd")]
    public async Task No_path_leads_out_of_what_is_served(string path)
    {
        var answer = await RawAsync($"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        Status(answer).ShouldBeInRange(400, 499);
        answer.ShouldNotContain("root:x:");
    }

    [Theory]
    [InlineData("GET /desk HTTP/1.1\r\nHost: evil.example.com\r\nConnection: close\r\n\r\n")]
    [InlineData(
        "GET /desk HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-Host: evil.example.com\r\nX-Forwarded-Proto: ftp\r\nConnection: close\r\n\r\n"
    )]
    public async Task A_redirect_goes_where_we_are_not_where_a_header_says(string request)
    {
        var answer = await RawAsync(request);
        Status(answer).ShouldBeInRange(300, 499);
        answer
            .Split('\n')
            .ShouldNotContain(static l =>
                l.StartsWith("Location:", StringComparison.Ordinal) && l.Contains("//", StringComparison.Ordinal)
            );
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nCookie: bl-draft=\u0001\r\nConnection: close\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nHost: other\r\nConnection: close\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\nConnection: close\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nBroken\r\nConnection: close\r\n\r\n")]
    [InlineData(
        "POST /theme HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nhello"
    )]
    public async Task A_broken_request_is_refused_and_nothing_breaks(string request) =>
        Status(await RawAsync(request)).ShouldBeInRange(200, 499);

    /// <summary>The same address of a record that is there, where the path says of which kind.</summary>
    internal static string AtSomething(string path, IReadOnlyList<Planted> planted)
    {
        var record = planted.FirstOrDefault(p => path.Contains($"/{p.Kind}s/", StringComparison.Ordinal));
        return record is null ? path : path.Replace(NoRecord, record.Record.ToString(), StringComparison.Ordinal);
    }

    private async Task<string> RawAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("localhost", Host.Address.Port, Ct);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), Ct);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(Ct);
    }

    private static int Status(string answer) => int.Parse(answer.Split(' ', 3)[1], CultureInfo.InvariantCulture);
}
