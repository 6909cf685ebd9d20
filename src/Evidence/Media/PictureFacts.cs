using System.Globalization;
using MetadataExtractor;
using MetadataExtractor.Formats.Exif;

namespace Bluelamp.Evidence.Media;

/// <summary>What a camera wrote into a picture (EXIF 2.32): moment, place, device, and which side is up.</summary>
internal static class PictureFacts
{
    private const int OffsetTimeOriginal = 0x9011; // the library of this version has no name for it

    /// <summary>Adds what the picture says to what is known. A picture that cannot be read says nothing.</summary>
    public static Found Read(Stream picture, Found found)
    {
        try
        {
            using var block = HeifExif.Find(picture) is { } exifOf ? new MemoryStream(exifOf) : null;
            var parts = ImageMetadataReader.ReadMetadata(block ?? picture);
            var main = parts.OfType<ExifIfd0Directory>().FirstOrDefault();
            var exif = parts.OfType<ExifSubIfdDirectory>().FirstOrDefault();
            var place = parts.OfType<GpsDirectory>().FirstOrDefault()?.GetGeoLocation();
            var zone = exif?.GetString(OffsetTimeOriginal);
            return found with
            {
                MadeAt = Moment(exif?.GetString(ExifDirectoryBase.TagDateTimeOriginal), zone),
                MadeAtHasZone = TryZone(zone, out _),
                Latitude = place?.Latitude,
                Longitude = place?.Longitude,
                Device = Device(main?.GetString(ExifDirectoryBase.TagMake), main?.GetString(ExifDirectoryBase.TagModel)),
                Turned =
                    main?.TryGetInt32(ExifDirectoryBase.TagOrientation, out var turned) is true && turned is >= 1 and <= 8 ? turned : 1,
            };
        }
#pragma warning disable CA1031 // Any byte may stand here: whatever the reader stumbles over, the picture then says nothing.
        catch (Exception e) when (e is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            return found;
        }
    }

    /// <summary>Make and model in one line, shortened, without signs that cannot be seen.</summary>
    public static string? Device(string? make, string? model)
    {
        var said =
            model is not null && make is not null && model.StartsWith(make, StringComparison.OrdinalIgnoreCase) ? model : $"{make} {model}";
        var seen = string.Concat(said.Where(static c => !char.IsControl(c))).Trim();
        return seen.Length == 0 ? null : seen[..Math.Min(seen.Length, 100)];
    }

    private static DateTimeOffset? Moment(string? said, string? zone) =>
        DateTime.TryParseExact(said, "yyyy:MM:dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock)
        && clock.Year is > 1900 and < 9999
            ? new DateTimeOffset(clock, TryZone(zone, out var offset) ? offset : TimeSpan.Zero).ToUniversalTime()
            : null;

    private static bool TryZone(string? said, out TimeSpan offset)
    {
        offset = default;
        var read =
            said is ['+' or '-', ..]
            && TimeSpan.TryParseExact(said.AsSpan(1), @"hh\:mm", CultureInfo.InvariantCulture, out offset)
            && offset <= TimeSpan.FromHours(14);
        offset = read && said![0] == '-' ? -offset : offset; // read: it is there
        return read;
    }
}
