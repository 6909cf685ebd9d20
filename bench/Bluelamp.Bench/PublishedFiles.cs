using System.Globalization;
using System.IO.Compression;

namespace Bluelamp.Bench;

/// <summary>Invented files in the shape of data.police.uk: twenty months of five forces: 5,000 rows a file at half a million, as published files have, a quarter of the rows without reference, many on one map point.</summary>
internal static class PublishedFiles
{
    private const int Months = 20;
    private const int Places = 50_000;
    private static readonly string[] Forces = ["Gwent", "South Wales", "North Wales", "Dyfed-Powys", "Merseyside"];
    private static readonly string[] Categories =
    [
        "Burglary",
        "Violence and sexual offences",
        "Shoplifting",
        "Vehicle crime",
        "Public order",
        "Drugs",
    ];
    private static readonly string[] Outcomes =
    [
        "Under investigation",
        "Unable to prosecute suspect",
        "Local resolution",
        "Court result unavailable",
    ];

    public static void Write(string folder, int rows)
    {
        var random = new Random(7);
        var files = Months * Forces.Length;
        for (var file = 0; file < files; file++)
        {
            var month = new DateOnly(2021, 1, 1).AddMonths(file / Forces.Length).ToString("yyyy-MM", CultureInfo.InvariantCulture);
            var force = Forces[file % Forces.Length];
            var path = Path.Combine(folder, month, $"{month}-{force.ToLowerInvariant().Replace(' ', '-')}-street.csv.gz");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var writer = new StreamWriter(new GZipStream(File.Create(path), CompressionLevel.Fastest));
            writer.Write(
                "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context\n"
            );
            for (var row = (long)rows * file / files; row < (long)rows * (file + 1) / files; row++)
                writer.Write(Row(random, month, force + " Police"));
        }
    }

    /// <summary>Changes one outcome in ten or so, as a later download does.</summary>
    public static void Revise(string folder)
    {
        foreach (var file in Directory.GetFiles(folder, "*.gz", SearchOption.AllDirectories))
        {
            string text;
            using (var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress)))
                text = reader.ReadToEnd();
            using var writer = new StreamWriter(new GZipStream(File.Create(file), CompressionLevel.Fastest));
            writer.Write(text.Replace("Burglary,Under investigation", "Burglary,Offender given a caution", StringComparison.Ordinal));
        }
    }

    private static string Row(Random random, string month, string force)
    {
        var place = random.Next(Places);
        var where = string.Create(
            CultureInfo.InvariantCulture,
            $"{-5 + (place % 250 * 0.01):0.000000},{51.4 + (place / 250 * 0.01):0.000000},On or near Stryd {place},W{place / 100:00000000},Ardal {place / 100:000}A"
        );
        if (random.Next(4) == 0)
            return $",{month},{force},{force},{where},Anti-social behaviour,,\n";
        Span<byte> id = stackalloc byte[32];
        random.NextBytes(id);
        var (category, outcome) = (Categories[random.Next(Categories.Length)], Outcomes[random.Next(Outcomes.Length)]);
        return $"{Convert.ToHexStringLower(id)},{month},{force},{force},{where},{category},{outcome},\n";
    }
}
