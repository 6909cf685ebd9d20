using Bluelamp.Evidence.Storing;
using Microsoft.AspNetCore.Http;

namespace Bluelamp.Evidence.Uploads;

/// <summary>It is not there, or belongs to somebody else: nobody can tell which.</summary>
internal sealed record NoSuchUpload() : Refusal.NotFound("no-such-upload", "There is no such upload. Begin it again.");

internal sealed record UploadGone(string Why) : Refusal("upload-gone", Why, StatusCodes.Status410Gone);

internal sealed record UploadBusy()
    : Refusal("upload-busy", "Another connection is sending this file. Try again in a moment.", StatusCodes.Status423Locked);

internal sealed record WrongOffset(long Offset)
    : Refusal.Conflict("wrong-offset", $"{Offset} bytes of this file are here. Go on from there.");

internal sealed record TooLarge(long Most)
    : Refusal(
        "too-large",
        $"The file is larger than what was said, or than the {Most} bytes that can be taken.",
        StatusCodes.Status413PayloadTooLarge
    );

internal sealed record ChecksumDiffers() : Refusal("checksum-differs", "The bytes changed on their way. Send them again.", 460);

internal sealed record DiskFull()
    : Refusal(
        "disk-full",
        "There is no room for this file at the moment. What came of it is kept; go on with it later.",
        StatusCodes.Status507InsufficientStorage
    );

internal sealed record BytesDiffer(ContentHash Claimed, ContentHash Received)
    : Refusal(
        "bytes-differ",
        $"The file that came is not the one that was chosen: its SHA-256 is {Received}, not {Claimed}. It was not kept. Send it again.",
        StatusCodes.Status422UnprocessableEntity
    );

internal sealed record BadHeader(string Header, string What) : Refusal.Invalid("bad-header", $"{Header}: {What}", Header);

internal sealed record NoFormToken()
    : Refusal("no-form-token", "Load the page again, then send it once more.", StatusCodes.Status400BadRequest);

internal sealed record NotAPart() : Refusal.Forbidden("not-a-part", "This upload is put together from others; it takes no bytes itself.");
