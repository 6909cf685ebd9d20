using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;

namespace Bluelamp.Demo.World;

/// <summary>Fills in <c>definitions/forms/report-crime.yaml</c> as a resident would to whom something has happened.</summary>
internal sealed class ReportForm(IReadOnlyList<Resident> people, Random random, Garage cars)
{
    public const string Id = "report-crime";

    /// <summary>The answers of <paramref name="victim"/>, who reports at <paramref name="at"/>.</summary>
    public JsonElement Answer(Plot plot, Resident victim, DateTimeOffset at)
    {
        var answers = plot.Answers.DeepClone().AsObject();
        Add(answers, "danger", random.Next(12) == 0 ? "still-near" : "no");
        if (answers["danger"]!.GetValue<string>() is "still-near") // set above
            Add(answers, "called_999", "not-needed");
        Add(answers, "kind", plot.Kind);
        Add(answers, "for_whom", "me");
        Add(answers, "hate", new JsonArray("none"));
        Add(answers, "what_happened", Plots.Stock.Words(plot, victim.Language, random));
        Add(answers, "when", When(plot, at));
        Add(answers, "where", Where(plot, victim));
        AddThings(answers, plot, victim.Language);
        AddOthers(answers, plot, victim);
        AddSuspect(answers, plot, victim.Language);
        AddVulnerability(answers, victim);
        AddReporter(answers, victim);
        return JsonSerializer.SerializeToElement(answers);
    }

    /// <summary>What the plot says already stands.</summary>
    private static void Add(JsonObject answers, string question, JsonNode answer)
    {
        if (!answers.ContainsKey(question))
            answers.Add(question, answer);
    }

    private JsonObject When(Plot plot, DateTimeOffset at)
    {
        var found = at - TimeSpan.FromMinutes(40 + random.Next(600));
        return plot.Kind is "burglary" or "vehicle"
            ? new()
            {
                ["precision"] = "between",
                ["from"] = Moment(found - TimeSpan.FromHours(8)),
                ["to"] = Moment(found),
            }
            : new() { ["precision"] = "exact", ["at"] = Moment(found) };
    }

    private static JsonObject Moment(DateTimeOffset at)
    {
        var local = at.InLondon();
        return new()
        {
            ["date"] = local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["time"] = local.ToString("HH:mm", CultureInfo.InvariantCulture),
        };
    }

    private JsonObject Where(Plot plot, Resident victim) =>
        Address(plot.Away ? people[random.Next(people.Count)].Home : victim.Home, withPoint: true);

    private static JsonObject Address(PlaceDetails place, bool withPoint)
    {
        var address = new JsonObject
        {
            ["number"] = place.Number,
            ["street"] = place.Street,
            ["town"] = place.Town,
        };
        if (place.Postcode is { } postcode)
            address["postcode"] = postcode;
        if (withPoint && place.Point?.ToLatLng() is { } point)
        {
            address["lat"] = Degrees(point.Latitude);
            address["lng"] = Degrees(point.Longitude);
        }

        return address;
    }

    private static string Degrees(double degrees) => degrees.ToString("F6", CultureInfo.InvariantCulture);

    private void AddThings(JsonObject answers, Plot plot, string language)
    {
        if (plot.Vehicle)
            answers[plot.Kind is "damage" ? "damaged_vehicle" : "stolen_vehicle"] = Vehicle(cars.Draw(random));
        if (plot.Kind is not ("burglary" or "theft") && answers["vehicle_what"]?.GetValue<string>() is not ("stolen-from" or "part-stolen"))
            return;
        answers["anything_taken"] = plot.Thing is not null;
        if (plot.Thing is not { } thing)
            return;
        var value = plot.Pounds.ToString(CultureInfo.InvariantCulture);
        answers["stolen"] = new JsonArray(new JsonObject { ["what"] = Plots.In(thing, language), ["value"] = value });
    }

    private void AddOthers(JsonObject answers, Plot plot, Resident victim)
    {
        if (!plot.Others)
            return;
        var other = people[(victim.Number + 1 + random.Next(people.Count - 1)) % people.Count];
        answers["victim"] = new JsonArray(new JsonObject { ["forenames"] = other.Forename, ["surname"] = other.Surname });
    }

    private static JsonObject Vehicle(VehicleDetails car) =>
        new()
        {
            ["vrm"] = car.Vrm,
            ["make"] = car.Make,
            ["model"] = car.Model,
            ["colour"] = car.Colour,
        };

    /// <summary>A few people do much of the harm, and those whom they harm often know them.</summary>
    private void AddSuspect(JsonObject answers, Plot plot, string language)
    {
        answers["know_suspect"] = plot.Suspect switch
        {
            null => "no",
            { Known: true } => "know",
            _ => "seen",
        };
        if (plot.Suspect is not { } suspicion)
            return;
        var suspect = people[random.Next(30)];
        var said = suspicion.Known
            ? new JsonObject { ["forenames"] = suspect.Forename, ["surname"] = suspect.Surname }
            : new JsonObject { ["sex"] = suspect.Sex, ["description"] = Plots.Stock.Look(language, random) };
        if (suspicion.Site is { } site)
            (said["handle"], said["site"]) = (suspect.Handle, site);
        said["relation"] = suspicion.Relation;
        answers["suspects"] = new JsonArray(said);
    }

    private void AddVulnerability(JsonObject answers, Resident victim)
    {
        if (answers["for_whom"]!.GetValue<string>() is not "me") // set before
            return;
        var holds = answers["vulnerability"] as JsonArray ?? [];
        if (victim.Born.Year < 1956)
            holds.Add("over-70");
        if (random.Next(6) == 0)
            holds.Add("lives-alone");
        if (holds.Count > 0)
            answers["vulnerability"] = holds;
    }

    private void AddReporter(JsonObject answers, Resident victim)
    {
        answers["language"] = victim.Language;
        if (random.Next(15) == 0)
        {
            answers["anonymous"] = "anonymous";
            return;
        }

        var heard = victim.AsHeard(random);
        answers["anonymous"] = "named";
        answers["you"] = new JsonObject { ["forenames"] = heard.Forenames, ["surname"] = heard.Surname };
        if (heard.Born is { } born)
            answers["you_born"] = new JsonObject { ["born"] = born.ToString() };
        if (heard.Address is { } home)
            answers["you_address"] = Address(home, withPoint: false);
        answers["you_contact"] = victim.Email is { } email
            ? new JsonObject { ["phone"] = victim.Phone, ["email"] = email }
            : new JsonObject { ["phone"] = victim.Phone };
        if (answers["for_whom"]!.GetValue<string>() is "me" or "us") // set before
            answers["support"] = random.Next(2) == 0;
    }
}
