using System.Text;
using System.Text.RegularExpressions;

namespace Bluelamp.Kernel.Access;

/// <summary>User names are compared in one form, so that <c>Jo.Evans</c> and <c>jo.evans</c> are one person.</summary>
internal static partial class Usernames
{
    public static string Normal(string? typed) => (typed ?? "").Trim().Normalize(NormalizationForm.FormKC).ToLowerInvariant();

    public static bool IsFit(string normal) => Fit.IsMatch(normal);

    [GeneratedRegex(@"^[a-z0-9][a-z0-9.@_-]{1,63}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Fit { get; }
}
