using System.Security.Cryptography;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Media;
using Bluelamp.Evidence.Storing;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;
using Bluelamp.Tests.Disposal;
using Bluelamp.Tests.Harness;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>Recordings for tests of what is written about them.</summary>
internal static class Recordings
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    extension(TestHost host)
    {
        /// <summary>Bytes of which it was found that they play for so many seconds; no tool looked at them.</summary>
        public async Task<Id<Exhibit>> RecordingAsync(string name, double seconds = 120, RecordRef? of = null, Circumstances? said = null)
        {
            var bytes = System.Text.Encoding.UTF8.GetBytes($"{name} {Guid.CreateVersion7()}");
            var exhibit = await host.TakeInAsync(bytes, name, of, said);
            var found = new ExhibitExamined(
                exhibit,
                ContentHash.Of(SHA256.HashData(bytes)),
                Readable: true,
                new(seconds, VideoCodec: "h264", AudioCodec: "aac")
            );
            await host.TellAsync(exhibit.Value, found);
            return exhibit;
        }

        /// <summary>A film that plays.</summary>
        public async Task<Id<Exhibit>> FilmAsync(string name, RecordRef? of = null, int seconds = 2) =>
            await host.PlayableAsync(await MediaWorks.FilmAsync(Ct, seconds), name, of);

        /// <summary>A sound of a second that plays.</summary>
        public async Task<Id<Exhibit>> SoundAsync(string name) => await host.PlayableAsync(await MediaWorks.SoundAsync(Ct), name, of: null);

        private async Task<Id<Exhibit>> PlayableAsync(byte[] bytes, string name, RecordRef? of)
        {
            var exhibit = await host.TakeInAsync(bytes, name, of);
            await Eventually.TrueAsync(async () =>
                (await host.EventsOfAsync(exhibit.Value)).Any(static e => e is DerivativeMade { Kind: DerivativeKind.Proxy })
            );
            return exhibit;
        }

        public async Task TellAsync(Guid record, params IEvent[] events) =>
            (await host.Get<ILedger>().DecideAsync(new Id<Told>(record), new Tell(events), host.Administrator, Ct)).OrThrow();

        public async Task<IReadOnlyList<IEvent>> EventsOfAsync(Guid record) =>
            [
                .. (await host.Get<ILedger>().StreamAsync(record, Viewer.System(host.Get<ForceProfile>().Code), Ct)).Select(static e =>
                    e.Event
                ),
            ];
    }

    /// <summary>A recording of ten seconds, as decisions see it.</summary>
    public static IEvent[] Known(Id<Exhibit> exhibit) =>
        [
            new ExhibitReceived(exhibit, new(default(ContentHash), 9, "yard.mp4", "video/mp4"), new(OriginKind.Staff), new()),
            new ExhibitExamined(exhibit, default, Readable: true, new(DurationSeconds: 10, VideoCodec: "h264")),
        ];
}
