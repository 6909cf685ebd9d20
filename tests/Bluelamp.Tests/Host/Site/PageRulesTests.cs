using System.Reflection;
using Bluelamp.Host.App;
using Bluelamp.Kernel.Web;
using Microsoft.AspNetCore.Components;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Host.Site;

/// <summary>What holds for every page of every module.</summary>
public sealed class PageRulesTests
{
    private static readonly Type[] Pages =
    [
        .. Modules
            .All.Select(static m => m.GetType().Assembly)
            .Append(typeof(BluelampApp).Assembly)
            .Distinct()
            .SelectMany(static a => a.GetTypes())
            .Where(static t => t.GetCustomAttributes<RouteAttribute>().Any()),
    ];

    [Fact]
    public void Every_page_names_its_face() =>
        Pages.Where(static p => p.GetCustomAttribute<FaceAttribute>() is null).Select(static p => p.FullName).ShouldBeEmpty();

    [Fact]
    public void Only_a_public_page_may_be_stored_by_browsers() =>
        Pages
            .Where(static p => p.GetCustomAttribute<FaceAttribute>() is { MayBeStored: true, Face: not Face.Public })
            .Select(static p => p.FullName)
            .ShouldBeEmpty();
}
