using System.CommandLine;
using System.Globalization;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Moving;
using Bluelamp.Evidence.Storing;
using Bluelamp.Host.App;
using Bluelamp.Host.Running;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Web;

namespace Bluelamp.Host.Commands;

/// <summary><c>bluelamp evidence places</c>: where evidence lies, and the end of a place that is no more.</summary>
internal static class EvidencePlacesVerb
{
    private static readonly Option<string?> Forget = new("--forget")
    {
        HelpName = "ADDRESS",
        Description =
            "Forget a place of before that is destroyed and is waited for in vain. Refused while anything lies only there. Whoever keeps the disk must erase it: nothing here will any more",
    };

    public static Command Make()
    {
        var places = new Command("places", "The places where evidence lies or lay, and how many files each has")
        {
            Forget,
            Options.Data,
            Options.Db,
            Options.Json,
        };
        places.SetAction(RunAsync);
        return places;
    }

    private static async Task<int> RunAsync(ParseResult said, CancellationToken ct)
    {
        await using var store = await Store.FindAsync(said.GetValue(Options.Data)!, said.GetValue(Options.Db), Terminal.Say, ct);
        await using var workshop = await Workshop.OpenAsync(store, ct);
        if (said.GetValue(Forget) is { } address)
            await workshop.Get<Mover>().ForgetAsync(address, ct);
        var viewer = Viewer.System(workshop.Get<ForceProfile>().Code, "storage");
        var places = await workshop.Get<StorageStandings>().PlacesAsync(viewer, ct);
        if (said.GetValue(Options.Json))
        {
            Terminal.Figures(new { places });
            return CommandLine.Ok;
        }

        foreach (var place in places)
        {
            Terminal.Answer(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Words(place.Role), -12} {place.Files, 12:N0} files {place.Bytes.AsSize(), 10}  {place.Name}"
                )
            );
        }

        return CommandLine.Ok;
    }

    private static string Words(PlaceRole? role) =>
        role switch
        {
            PlaceRole.Cold => "cold",
            PlaceRole.From => "of before",
            _ => "kept here",
        };
}
