using System.Globalization;
using Bluelamp.Kernel.Web;
using Microsoft.AspNetCore.Http;

namespace Bluelamp.Kernel.Access;

/// <summary>The auditor's question as it stands in the address, so that a page can be kept, sent on and exported.</summary>
public sealed class AuditQuery(StaffRegister register, Restrictions records)
{
    /// <summary>The question, or what of it nobody knows.</summary>
    public async Task<Result<ConsultationQuestion>> ReadAsync(IQueryCollection query, Viewer viewer, CancellationToken ct)
    {
        var (who, record, purpose) = (Text(query, "who"), Text(query, "record"), Text(query, "purpose"));
        var person = who is null ? null : await register.FindAsync(who, viewer, ct);
        if (who is not null && person is null)
            return new NobodyOfThatName();
        var found = record is null ? null : await records.FindAsync(record, viewer, ct);
        if (record is not null && found is null)
            return new NothingOfThatReference();
        var (from, to) = (Text(query, "from"), Text(query, "to"));
        if (from is not null && Day(from) is null)
            return new NoSuchDay("from");
        if (to is not null && Day(to) is null)
            return new NoSuchDay("to");
        if (from is not null && to is not null && Day(from) > Day(to))
            return new EndsBeforeItStarts();
        return new ConsultationQuestion(person?.Person, found, purpose, Start(Day(from)), Start(Day(to)?.AddDays(1)));
    }

    private static string? Text(IQueryCollection query, string name) => query[name].ToString().Trim() is { Length: > 0 } text ? text : null;

    private static DateOnly? Day(string? typed) =>
        DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day.Year is > 1900 and < 9999
            ? day
            : null;

    private static DateTimeOffset? Start(DateOnly? day) => day is { } d ? LocalTime.FromLondon(d.ToDateTime(TimeOnly.MinValue)) : null;
}

public sealed record NobodyOfThatName() : Refusal.Invalid("nobody-of-that-name", "Nobody has this user name.", "who");

public sealed record NothingOfThatReference() : Refusal.Invalid("nothing-of-that-reference", "No record has this reference.", "record");

public sealed record NoSuchDay(string Which)
    : Refusal.Invalid("no-such-day", "Enter a real day, such as 2026-03-27, or leave it blank.", Which);

public sealed record EndsBeforeItStarts() : Refusal.Invalid("ends-before-it-starts", "The last day must not be before the first.", "to");
