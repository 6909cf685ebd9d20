using Bluelamp.Evidence.Exhibits;
using Bluelamp.Host.App;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Running;

namespace Bluelamp.Host.Commands;

/// <summary>Exhibits as a person names them: by the id in their address or by their reference.</summary>
internal static class NamedExhibits
{
    /// <summary>The exhibit of an id, or those that are produced under a reference: each case counts for itself.</summary>
    /// <exception cref="CannotRunException">There is none that the viewer may see.</exception>
    public static async Task<List<ExhibitLine>> FindAsync(Workshop workshop, string word, Viewer viewer, CancellationToken ct)
    {
        var list = workshop.Get<ExhibitList>();
        var found = Guid.TryParse(word, out var id)
            ? await list.OfAsync([new(id)], viewer, ct)
            : await list.ProducedAsync(word, viewer, ct);
        return found.Count > 0
            ? found
            : throw new CannotRunException(viewer.IsStaff ? $"{viewer.Name} sees no exhibit {word}." : $"There is no exhibit {word}.");
    }
}
