namespace Bluelamp.Bench.Linkage;

/// <summary>A person as they are.</summary>
internal readonly record struct UkPerson(string First, string? Middle, string Surname, char Sex, DateOnly Born, string Postcode);

/// <summary>A person as a record has them; what is missing is <see langword="null"/>.</summary>
internal record struct UkRecord(string? First, string? Middle, string? Surname, char? Sex, DateOnly? Born, string? Postcode);
