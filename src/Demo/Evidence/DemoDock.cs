using System.Globalization;
using Bluelamp.Demo.Staff;
using Bluelamp.Evidence.Bulk;
using Bluelamp.Evidence.Media;
using Bluelamp.Evidence.Storing;
using Bluelamp.Evidence.Worn;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Running;
using Bluelamp.Kernel.Web;

namespace Bluelamp.Demo.Evidence;

/// <summary>
/// The dock of the station's body-worn cameras: delivers what two officers' cameras recorded, which is evidence of nothing yet. It comes in as by
/// <c>bluelamp evidence add --body-worn</c>, as long as nothing of the camera waits already.
/// </summary>
public sealed class DemoDock(
    BulkIntake intake,
    BodyWornList waiting,
    ContentStore store,
    Sandbox sandbox,
    ForceProfile force,
    TimeProvider time
)
{
    private static readonly (string Username, string Device, int[] HoursAgo)[] Cameras =
    [
        ("owen.pritchard", "BW-0412", [51, 27, 3]),
        ("priya.nair", "BW-0388", [74, 5]),
    ];

    public async Task DeliverAsync(int seed, CancellationToken ct)
    {
        var viewer = Viewer.System(force.Code);
        foreach (var (username, device, hoursAgo) in Cameras)
        {
            if ((await waiting.WaitingAsync(new(Words: device), after: null, viewer, ct)).Count > 0)
                continue;
            var person = DemoStaff.All.First(p => string.Equals(p.Username, username, StringComparison.Ordinal));
            var folder = Directory.CreateDirectory(Path.Combine(store.Incoming, $"demo-dock-{device}"));
            try
            {
                for (var clip = 0; clip < hoursAgo.Length; clip++)
                    await RecordAsync(folder, device, seed, clip, time.GetUtcNow().AddHours(-hoursAgo[clip]), ct);
                var job = new BulkJob(Of: null, "the dock of the station", Again: false, viewer, Worn: new(person.Id, person.Name, device));
                var report = await intake.AddAsync([folder.FullName], job, SilentProgress.Instance, ct);
                if (report.Refused is [var refused, ..])
                    throw new InvalidOperationException($"The dock did not deliver {refused.File}: {refused.Why}");
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }
    }

    private async Task RecordAsync(DirectoryInfo folder, string device, int seed, int clip, DateTimeOffset at, CancellationToken ct)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{device}_{at.UtcDateTime:yyyyMMdd_HHmm}.mp4");
        var draw = new Scene((seed * 100) + 50 + clip + device[^1]).Film(at, place: null, device, Path.Combine(folder.FullName, name));
        if (!(await sandbox.RunAsync("ffmpeg", draw, folder.FullName, SandboxLimits.Look, ct)).Well)
            throw new InvalidOperationException($"ffmpeg did not draw {name}.");
    }
}
