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
        return new ConsultationQuestion(person?.Person, found, purpose, Day(query, "from"), Day(query, "to")?.AddDays(1));
    }

    private static string? Text(IQueryCollection query, string name) => query[name].ToString().Trim() is { Length: > 0 } text ? text : null;

    private static DateTimeOffset? Day(IQueryCollection query, string name) =>
        DateOnly.TryParseExact(query[name].ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? LocalTime.FromLondon(day.ToDateTime(TimeOnly.MinValue))
            : null;
}

public sealed record NobodyOfThatName() : Refusal.Invalid("nobody-of-that-name", "Nobody has this user name.", "who");

public sealed record NothingOfThatReference() : Refusal.Invalid("nothing-of-that-reference", "No record has this reference.", "record");
