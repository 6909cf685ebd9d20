using System.Globalization;
using System.Text.RegularExpressions;
using Bluelamp.Kernel.Running;

namespace Bluelamp.Records.StreetCrime.Import;

/// <summary>A file to import: where it is, and what its name says.</summary>
/// <param name="Name">Its path under the imported folder, with forward slashes: how reports name it.</param>
/// <param name="Month">The month of its name, as published.</param>
/// <param name="Force">The force of its name, such as <c>city-of-london</c>.</param>
internal sealed partial record SourceFile(string Path, string Name, DateOnly? Month, string? Force)
{
    /// <summary>
    /// Every <c>.csv</c> and <c>.csv.gz</c> under a folder, or one file. In the order of their paths, revisions last: where one month is there twice, the
    /// download under <c>revisions</c> is the later one.
    /// </summary>
    public static IReadOnlyList<SourceFile> Under(string path)
    {
        if (File.Exists(path))
            return [Of(path, System.IO.Path.GetFileName(path))];
        if (!Directory.Exists(path))
            throw new CannotRunException($"There is no folder {path}. Give the folder that holds the files of data.police.uk.");
        var files = Directory
            .EnumerateFiles(path, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
            .Where(IsCsv)
            .Select(file => Of(file, System.IO.Path.GetRelativePath(path, file).Replace('\\', '/')))
            .OrderBy(static f => f.IsRevision)
            .ThenBy(static f => f.Name, StringComparer.Ordinal)
            .ToList();
        return files.Count > 0
            ? files
            : throw new CannotRunException(
                $"There is no .csv or .csv.gz file under {path}. Give the folder that holds the files of data.police.uk."
            );
    }

    private bool IsRevision => Name.Split('/').SkipLast(1).Any(static s => s.StartsWith("revision", StringComparison.OrdinalIgnoreCase));

    private static bool IsCsv(string file) =>
        file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".csv.gz", StringComparison.OrdinalIgnoreCase);

    private static SourceFile Of(string path, string name)
    {
        var parts = Published().Match(System.IO.Path.GetFileName(path));
        return
            parts.Success
            && DateOnly.TryParseExact(
                parts.Groups["month"].Value,
                "yyyy-MM",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var month
            )
            ? new(path, name, month, parts.Groups["force"].Value.ToLowerInvariant())
            : new(path, name, Month: null, Force: null);
    }

    [GeneratedRegex(
        @"^(?<month>\d{4}-\d{2})-(?<force>[a-z-]+)-(street|outcomes|stop-and-search)",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Published();
}
