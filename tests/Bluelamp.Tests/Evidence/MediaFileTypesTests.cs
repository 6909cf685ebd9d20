using System.Text;
using Bluelamp.Evidence.Intake;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

public sealed class MediaFileTypesTests
{
    [Theory]
    [InlineData("\0\0\0\u0018ftypisom\0\0\0\0", "video/mp4")]
    [InlineData("\0\0\0\u0014ftypqt  \0\0\0\0", "video/quicktime")]
    [InlineData("\0\0\0\u0018ftyp3gp5\0\0\0\0", "video/3gpp")]
    [InlineData("\0\0\0\u0018ftypM4A \0\0\0\0", "audio/mp4")]
    [InlineData("\0\0\0\u0018ftypheic\0\0\0\0", "image/heic")]
    [InlineData("\0\0\0\u0018ftypavif\0\0\0\0", "image/avif")]
    [InlineData("RIFF\0\0\0\0AVI LIST", "video/x-msvideo")]
    [InlineData("RIFF\0\0\0\0WEBPVP8 ", "image/webp")]
    [InlineData("\u001AE\u00DF\u00A3\u009FB\u0086\u0081\u0001B\u0082\u0084webm", "video/webm")]
    [InlineData("\u001AE\u00DF\u00A3\u009FB\u0086\u0081\u0001B\u0082\u0088matroska", "video/x-matroska")]
    [InlineData("\0\0\u0001\u00BA", "video/mpeg")]
    [InlineData("ID3\u0004\0", "audio/mpeg")]
    [InlineData("\u00FF\u00FB\u0090\u0064", "audio/mpeg")]
    [InlineData("\u00FF\u00F1\u0050\u0080", "audio/aac")]
    [InlineData("fLaC\0", "audio/flac")]
    [InlineData("#!AMR\n", "audio/amr")]
    [InlineData("OggS\0\u0002\0\0\0\0\0\0\0\0", "audio/ogg")]
    [InlineData("PK\u0003\u0004\u0014\0word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")]
    [InlineData("PK\u0003\u0004\u0014\0a.txt", "application/zip")]
    [InlineData("Rar!\u001A\u0007\u0001\0", "application/vnd.rar")]
    [InlineData("\u001F\u008B\b", "application/gzip")]
    [InlineData("\u007FELF\u0002", "application/x-executable")]
    [InlineData("MZ\u0090\0\u0003", "application/vnd.microsoft.portable-executable")]
    [InlineData("II*\0\u0008", "image/tiff")]
    [InlineData("<?xml version='1.0'?><svg onload='alert(1)'/>", "image/svg+xml")]
    [InlineData(" <!DOCTYPE html><p>", "text/html")]
    [InlineData("#EXTM3U\nfile:///etc/passwd", "text/plain")]
    [InlineData("GIF89a<script>alert(1)</script>", "image/gif")]
    [InlineData("MZ is how the note begins", "text/plain")]
    [InlineData("\u0001\u0002\u0003", FileTypes.Unknown)]
    public void A_file_is_what_it_begins_with(string head, string type) => FileTypes.Of(Encoding.Latin1.GetBytes(head)).ShouldBe(type);
}
