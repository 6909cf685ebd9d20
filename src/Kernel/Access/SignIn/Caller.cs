using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Bluelamp.Kernel.Access;

/// <summary>Where a request came from, only as exactly as it takes to recognise a stranger: a network, and a kind of browser.</summary>
public sealed record Caller(string Address, string Agent)
{
    public static Caller Of(HttpContext http) =>
        new(Network(http.Connection.RemoteIpAddress), Kind(http.Request.Headers.UserAgent.ToString()));

    /// <summary><c>192.0.2.0/24</c>, <c>2001:db8:1::/48</c>.</summary>
    internal static string Network(IPAddress? address)
    {
        if (address is null)
            return "unknown";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        var kept = address.AddressFamily is AddressFamily.InterNetwork ? 3 : 6;
        bytes.AsSpan(kept).Clear();
        return $"{new IPAddress(bytes)}/{kept * 8}";
    }

    /// <summary>A network as people read it.</summary>
    public static string Shown(string network) => network is "127.0.0.0/24" or "::/48" ? "this computer" : network;

    internal static string Kind(string agent) => $"{First(agent, Browsers)} on {First(agent, Systems)}";

    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("Edg/", "Edge"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("Android", "Android"),
        ("iPhone", "iOS"),
        ("iPad", "iOS"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ];

    private static string First(string agent, (string Mark, string Name)[] known) =>
        Array.Find(known, k => agent.Contains(k.Mark, StringComparison.Ordinal)).Name ?? "other";
}
