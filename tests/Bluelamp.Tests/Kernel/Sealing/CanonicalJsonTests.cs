using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bluelamp.Kernel.Sealing;
using Bluelamp.Tests.Harness;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Kernel.Sealing;

public sealed class CanonicalJsonTests
{
    [Fact]
    public void The_example_of_the_standard_comes_out_as_printed() =>
        Canonical(
                """
                {
                  "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
                  "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
                  "literals": [null, true, false]
                }
                """
            )
            .ShouldBe(
                """{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}"""
            );

    [Fact]
    public void Names_are_sorted_by_their_utf_16_code_units() =>
        Canonical(
                """{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}"""
            )
            .ShouldBe(
                "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\",\"😀\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}"
            );

    [Theory]
    [InlineData(0x0000000000000000, "0")]
    [InlineData(0x8000000000000000, "0")]
    [InlineData(0x0000000000000001, "5e-324")]
    [InlineData(0x8000000000000001, "-5e-324")]
    [InlineData(0x7fefffffffffffff, "1.7976931348623157e+308")]
    [InlineData(0x4340000000000000, "9007199254740992")]
    [InlineData(0x4430000000000000, "295147905179352830000")]
    [InlineData(0x44b52d02c7e14af5, "9.999999999999997e+22")]
    [InlineData(0x44b52d02c7e14af6, "1e+23")]
    [InlineData(0x44b52d02c7e14af7, "1.0000000000000001e+23")]
    [InlineData(0x444b1ae4d6e2ef4e, "999999999999999700000")]
    [InlineData(0x444b1ae4d6e2ef50, "1e+21")]
    [InlineData(0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7")]
    [InlineData(0x3eb0c6f7a0b5ed8d, "0.000001")]
    [InlineData(0x41b3de4355555553, "333333333.3333332")]
    [InlineData(0xbecbf647612f3696, "-0.0000033333333333333333")]
    [InlineData(0x43143ff3c1cb0959, "1424953923781206.2")]
    public void A_double_is_written_as_ecmascript_does(ulong bits, string expected)
    {
        var value = BitConverter.UInt64BitsToDouble(bits);
        Canonical(value.ToString("R", CultureInfo.InvariantCulture)).ShouldBe(expected);
        Canonical(value.ToString("E16", CultureInfo.InvariantCulture)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("12345678901234567890", "12345678901234567890")]
    [InlineData("12345678901234567891", "12345678901234567891")]
    [InlineData("0.10000000000000000001", "0.10000000000000000001")]
    [InlineData("1e400", "1e+400")]
    [InlineData("-0.0", "0")]
    [InlineData("100.00", "100")]
    public void What_is_sealed_keeps_every_digit(string number, string expected) => Exact(number).ShouldBe(expected);

    [Fact]
    public void Of_two_members_with_one_name_the_last_counts_as_in_postgresql() =>
        Canonical("""{"b":1,"a":{"x":1,"x":{"y":[2]}},"b":3,"\u0062":2}""").ShouldBe("""{"a":{"x":{"y":[2]}},"b":2}""");

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1,]")]
    [InlineData("1 2")]
    [InlineData("\"\\ud800\"")]
    [InlineData("{\"\\udc00\":1}")]
    [InlineData("1e999999999999")]
    [InlineData("NaN")]
    public void What_is_not_json_is_refused(string text) => Should.Throw<JsonException>(() => Exact(text));

    [Fact]
    public void Bytes_that_are_not_utf_8_are_refused() => Should.Throw<JsonException>(() => Canonical([(byte)'"', 0xC3, 0x28, (byte)'"']));

    [Fact]
    public void Nesting_past_the_limit_is_refused_and_not_a_crash() =>
        Should.Throw<JsonException>(() => Canonical(new string('[', 100_000) + new string(']', 100_000)));

    [Fact]
    public void Any_bytes_give_canonical_json_or_a_json_exception() =>
        Prop.ForAll<byte[]>(bytes =>
            {
                try
                {
                    _ = Canonical(bytes);
                }
                catch (JsonException)
                {
                    // refused, as it should be
                }
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Canonical_json_means_the_same_and_is_its_own_canonical_form() =>
        Prop.ForAll(
                Arb.From(Json(depth: 4)),
                value =>
                {
                    var text = value?.ToJsonString() ?? "null";
                    var canonical = Canonical(text);
                    canonical.ShouldBe(Canonical(canonical));
                    JsonNode.DeepEquals(JsonNode.Parse(canonical), value).ShouldBeTrue(text);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public async Task Postgresql_may_spell_it_anew_and_the_canonical_form_stays()
    {
        await using var database = await TestDatabase.CreateAsync();
        var values = Gen.Sample(Json(depth: 4), 300).Select(static v => v?.ToJsonString() ?? "null").ToArray();
        await using var command = database.Source.CreateCommand(
            "select array_agg(v::jsonb::text order by n) from unnest($1) with ordinality t (v, n)"
        );
        command.Parameters.AddWithValue(values);
        var stored = (string[])(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
        stored.Select(Exact).ShouldBe(values.Select(Exact));
    }

    /// <summary>Any JSON value, with names and text from the awkward corners.</summary>
    internal static Gen<JsonNode?> Json(int depth)
    {
        var scalar = Gen.OneOf(
            Text.Select(static t => (JsonNode?)JsonValue.Create(t)),
            Gen.Choose(int.MinValue, int.MaxValue).Select(static n => (JsonNode?)JsonValue.Create(n)),
            ArbMap
                .Default.GeneratorFor<double>()
                .Select(static d => (JsonNode?)JsonValue.Create(double.IsFinite(d) && d != 0 && Math.Abs(d) > 1e-300 ? d : 1.5)),
            Gen.Elements<JsonNode?>([null]),
            ArbMap.Default.GeneratorFor<bool>().Select(static b => (JsonNode?)JsonValue.Create(b))
        );
        if (depth == 0)
            return scalar;
        var child = Json(depth - 1);
        var array = Gen.ArrayOf(child, 3).Select(static items => (JsonNode?)new JsonArray([.. items.Select(static i => i?.DeepClone())]));
        var members = Gen.ArrayOf(Gen.Zip(Text, child), 5);
        return Gen.OneOf(scalar, array, members.Select(static ms => (JsonNode?)Object(ms)));
    }

    private static Gen<string> Text { get; } =
        Gen.ArrayOf(Gen.Elements("a", "b", "é", "ŵ", "€", "\uFB33", "😀", "\"", "\\", "\n", "\u001f", "\u007f", "/", "<", " ", "z"))
            .Select(string.Concat);

    private static JsonObject Object((string Name, JsonNode? Value)[] members)
    {
        var result = new JsonObject();
        foreach (var (name, value) in members)
            result[name] = value?.DeepClone();
        return result;
    }

    private static string Canonical(string json) => Canonical(Encoding.UTF8.GetBytes(json));

    private static string Canonical(byte[] json)
    {
        var output = new ArrayBufferWriter<byte>();
        CanonicalJson.Write(json, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static string Exact(string json)
    {
        var output = new ArrayBufferWriter<byte>();
        CanonicalJson.WriteExact(Encoding.UTF8.GetBytes(json), output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
