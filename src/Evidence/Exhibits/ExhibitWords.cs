using Bluelamp.Evidence.Bundles;
using Bluelamp.Evidence.Objects;
using Bluelamp.Kernel.Web;

namespace Bluelamp.Evidence.Exhibits;

/// <summary>What the entries of an exhibit mean, in plain words: its chain of custody reads as sentences.</summary>
public sealed class ExhibitWords : IEntryWords
{
    public IReadOnlyDictionary<string, IReadOnlyCollection<Type>> Kinds { get; } =
        new Dictionary<string, IReadOnlyCollection<Type>>(StringComparer.Ordinal)
        {
            ["Evidence"] = [typeof(ExhibitReceived), typeof(MoreKnown), typeof(ExhibitProduced)],
            ["Continuity"] =
            [
                typeof(ObjectTakenIn),
                typeof(ObjectPassedOn),
                typeof(ObjectOffered),
                typeof(ObjectReceived),
                typeof(ObjectNotReceived),
                typeof(OfferTakenBack),
            ],
            ["Looks and copies"] = [typeof(ExhibitViewed), typeof(ExhibitCopied), typeof(ExhibitPlayed), typeof(ExhibitExported)],
        };

    public EntryWords? Say(Entry entry) =>
        entry.Event switch
        {
            ExhibitReceived { Content: { } c } e => new(
                "Evidence received",
                $"{e.Exhibit}, {By(e.Origin)}: {c.Name}, {c.Bytes.AsSize()}, SHA-256 {c.Sha256.ToString()}. {e.Said.Description}"
            ),
            ExhibitReceived e => new("Evidence received", $"{e.Exhibit}, {By(e.Origin)}: {e.Said.Description}"),
            MoreKnown e => new("More is known of it", $"{e.Exhibit}: {Known(e)}"),
            ExhibitProduced e => new($"Produced as {e.Reference}", $"{e.Exhibit}, by {e.Exhibitor}"),
            ObjectTakenIn e => new($"Taken in: {e.To.Status.Label()}", $"{e.Exhibit}, {e.To.Holder}, seal {e.Details.Seal ?? "none"}"),
            ObjectPassedOn e => new(
                $"Handed over: {e.To.Status.Label()}",
                $"{e.Exhibit}, from {e.From.Holder} to {e.To.Holder}, seal {e.Seal ?? "none"}, signed {e.Signature}{How(e.Signing)}: {e.Reason}"
            ),
            ObjectOffered e => new(
                "Handed over, to be received",
                $"{e.Exhibit}, from {e.From.Holder} to {e.Receiver}, seal {e.Seal ?? "none"}: {e.Reason}"
            ),
            ObjectReceived e => new(
                $"Received: {e.To.Status.Label()}",
                $"{e.Exhibit}, by {e.To.Holder}, seal {e.Seal ?? "none"}, {e.Condition.Label().ToLowerInvariant()}. {e.Note}"
            ),
            ObjectNotReceived e => new("Not received", $"{e.Exhibit}: {e.Reason}"),
            OfferTakenBack e => new("Hand-over taken back", $"{e.Exhibit}: {e.Reason}"),
            ExhibitViewed e => new("Looked at", $"{e.Exhibit}"),
            ExhibitPlayed e => new("Played", $"{e.Exhibit}"),
            ExhibitExported e => new("Exported", $"{e.Exhibit} left in the bundle {e.Bundle.ToString()}: {e.Reason}"),
            ExhibitCopied e => new("Copied", $"A copy of the original of {e.Exhibit} was taken."),
            _ => null,
        };

    private static string How(Signing? signed) =>
        signed is null ? ""
        : signed.Drawn is { } drawn ? $" ({signed.Label}, SHA-256 {drawn.ToString()})"
        : $" ({signed.Label})";

    private static string Known(MoreKnown e) =>
        string.Join(
            ". ",
            new[]
            {
                Made(e.Said),
                RecorderClock.Words(e.Said.ClockAheadSeconds) is { } clock ? $"Recorder’s clock: {clock}" : null,
                e.Clock is { } check ? $"Compared {Language.English.DateAndTime(check.At)} by {check.By}" : null,
                e.Said.Place,
                e.Said.Point?.ToString(),
                e.From is { } from ? $"From {from}" : null,
                e.Consent is { } consent ? $"Agreed to: {consent}" : null,
            }.Where(static w => w is not null)
        );

    private static string? Made(Circumstances said) =>
        said.From is not { } from ? null
        : said.Until is { } until ? $"Made {Language.English.DateAndTime(from)} to {Language.English.DateAndTime(until)}"
        : $"Made {Language.English.DateAndTime(from)}";

    private static string By(Origin origin) =>
        origin.Kind switch
        {
            OriginKind.Public => $"sent by {origin.From ?? "a member of the public"}",
            OriginKind.Bulk => $"read from {origin.From ?? "a folder"}",
            OriginKind.Seized => $"seized from {origin.From ?? "a place"}",
            OriginKind.Made => "made here from another exhibit",
            _ => origin.From is { } from ? $"added for {from}" : "added by police",
        };
}
