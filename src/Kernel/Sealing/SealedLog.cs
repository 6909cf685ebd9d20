using System.Globalization;

namespace Bluelamp.Kernel.Sealing;

/// <summary>One Merkle log: a force's ledger, or its consultation log.</summary>
public sealed record SealedLog(short Force, string Name)
{
    public const string Ledger = "ledger";
    public const string Consultations = "consultations";

    /// <summary>The names of the logs that each force has.</summary>
    public static IReadOnlyList<string> Names { get; } = [Ledger, Consultations];

    /// <summary>What its checkpoints call it: <c>bluelamp/99/ledger</c>.</summary>
    public string Origin => $"bluelamp/{Force.ToString(CultureInfo.InvariantCulture)}/{Name}";

    public bool IsLedger => string.Equals(Name, Ledger, StringComparison.Ordinal);

    /// <summary>The table of its entries.</summary>
    internal Sql Table => Sql.Raw(IsLedger ? "kernel.ledger" : "kernel.consultation");

    public override string ToString() => Origin;
}
