using System.Text.RegularExpressions;
using Bluelamp.Host.Running;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests;

/// <summary>
/// SQL goes to the database as fixed text with parameters. A hole in a <see cref="Bluelamp.Kernel.Sql"/> interpolation is one by its type; this scans the sources for every other way to
/// make a command.
/// </summary>
public sealed partial class SqlTextTests
{
    /// <summary>The few places where text is put together, from names of our own, and why.</summary>
    private static readonly Dictionary<string, string> Allowed = new(StringComparer.Ordinal)
    {
        ["Kernel/Sql/Sql.cs"] = "turns a Sql into numbered parameters: the one place",
        ["Kernel/Sql/Schema.cs"] = "runs our own schema files",
        ["Kernel/Access/Viewer.cs"] = "names of tables and columns, from literals of the caller",
        ["Kernel/Ledger/Rebuild.cs"] = "the tables of views, and a constant",
        ["Kernel/Sealing/SealedLog.cs"] = "one of two table names",
        ["Kernel/Sealing/Verification/EntryRow.cs"] = "one of two fixed lists of columns",
        ["Kernel/Sealing/Verification/Snapshot.cs"] = "the name of a snapshot that PostgreSQL gave; it takes no parameter",
        ["Records/StreetCrime/StreetBatchProof.cs"] = "names of tables and columns of a fixed layout",
        ["Records/StreetCrime/Import/CopyTarget.cs"] = "names of a fixed layout; COPY takes no parameters",
        ["Host/Running/Database.cs"] = "names of databases and extensions; they take no parameters",
    };

    [Fact]
    public void Sql_is_fixed_text_with_parameters_but_for_names_of_our_own()
    {
        var root = Path.Combine(Home.Folder, "src");
        var found = Sources(root)
            .SelectMany(file => Commands().Matches(File.ReadAllText(file)).Select(m => (File: Name(root, file), Text: m.Value)))
            .Where(static c => !Harmless().IsMatch(c.Text))
            .ToList();
        found.Where(static c => !Allowed.ContainsKey(c.File)).Select(static c => $"{c.File}: {c.Text}").ShouldBeEmpty();
        Allowed.Keys.Except(found.Select(static c => c.File), StringComparer.Ordinal).ShouldBeEmpty("no longer needed");
    }

    [Fact]
    public void Only_Kernel_makes_sql_of_text() =>
        typeof(Bluelamp.Kernel.Sql)
            .GetMethod("Raw", System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.Public)
            .ShouldBeNull();

    private static IEnumerable<string> Sources(string root) =>
        Directory
            .EnumerateFiles(root, "*.*", SearchOption.AllDirectories)
            .Where(static f => f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".razor", StringComparison.Ordinal))
            .Where(static f => !f.Split(Path.DirectorySeparatorChar).Any(static p => p is "obj" or "bin"));

    private static string Name(string root, string file) => Path.GetRelativePath(root, file).Replace(Path.DirectorySeparatorChar, '/');

    /// <summary>Whatever makes a command, with the beginning of its text.</summary>
    [GeneratedRegex(
        """(new Npgsql(Batch)?Command|\bCreateCommand|\bBegin(Binary|Text|Raw)\w+|Sql\.Raw)\(\s*(?<text>[^,)]*)|\bCommandText\s*=[^=]""",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5_000
    )]
    private static partial Regex Commands();

    /// <summary>No text yet (a <c>Sql</c> follows), a literal without holes, or a constant.</summary>
    [GeneratedRegex("""\(\s*($|"|[A-Z]\w*$)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Harmless();
}
