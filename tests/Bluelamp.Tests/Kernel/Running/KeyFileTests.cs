using System.Globalization;
using Bluelamp.Kernel.Running;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Kernel.Running;

/// <summary>A secret is written once. Were it written twice, what the first sealed or named would be lost.</summary>
public sealed class KeyFileTests : IDisposable
{
    private const int Writers = 4;
    private readonly string _folder = Directory.CreateTempSubdirectory("bluelamp-key-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_key_that_was_read_once_is_never_replaced_however_many_write_at_once()
    {
        for (var round = 0; round < 300; round++)
        {
            var path = Path.Combine(_folder, $"{round}.key");
            var read = new string[Writers];
            using var start = new Barrier(Writers);
            var threads = Enumerable.Range(0, Writers).Select(i => new Thread(() => read[i] = WriteAndRead(path, i, start))).ToList();
            threads.ForEach(t => t.Start());
            threads.ForEach(t => t.Join());
            read.Distinct().ShouldHaveSingleItem();
        }
        Directory.EnumerateFiles(_folder).Count().ShouldBe(300, "no drafts are left behind");
    }

    private static string WriteAndRead(string path, int writer, Barrier start)
    {
        start.SignalAndWait();
        KeyFile.Write(path, writer.ToString(CultureInfo.InvariantCulture));
        return File.ReadAllText(path);
    }
}
