using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Host.LinkVerbs;

/// <summary><c>bluelamp link evaluate</c>: clusters against the truth.</summary>
public sealed class EvaluateVerbTests : LinkVerbWorld
{
    [Fact]
    public async Task A_record_that_is_in_no_cluster_counts_as_missed()
    {
        await File.WriteAllLinesAsync(
            Folder["few.csv"],
            ["id,cluster,probability", "a1,a1,0.9", "b1,a1,0.9", "a2,a2,0.4", "b2,a2,0.4"],
            TestContext.Current.CancellationToken
        );
        string[] evaluate = ["evaluate", "--clusters", Folder["few.csv"], "--truth", Folder["truth.csv"]];
        var done = await JsonAsync([.. evaluate, "--json"]);
        done.GetProperty("missing").GetInt32().ShouldBe(116);
        done.GetProperty("records").GetInt32().ShouldBe(120);
        done.GetProperty("true_pairs").GetInt32().ShouldBe(60);
        done.GetProperty("precision").GetDouble().ShouldBe(1);
        done.GetProperty("recall").GetDouble().ShouldBe(2 / 60d, 1e-9);
        done.GetProperty("bcubed_recall").GetDouble().ShouldBe((4 + (116 * 0.5)) / 120, 1e-9);
        (await RunAsync(evaluate)).Output.ShouldContain("116 records of the truth are in no cluster of the file");
    }
}
