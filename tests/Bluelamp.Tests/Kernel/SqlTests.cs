using Bluelamp.Kernel;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Kernel;

public sealed class SqlTests
{
    [Fact]
    public void Parameters_of_a_fragment_are_numbered_behind_those_before_it()
    {
        Sql fragment = $"b = {2} and c = {3}";

        Sql whole = $"select a from t where a = {1} and {fragment} and d = {4}";

        whole.ToString().ShouldBe("select a from t where a = $1 and b = $2 and c = $3 and d = $4");
        whole.Parameters.Select(static p => p.Value).ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public void What_is_written_on_at_the_end_goes_on_with_the_numbers_and_knows_who_asked()
    {
        Sql whole = $"insert into t (a, b) values ({1}, {2})";

        whole.AppendLiteral(", ");
        whole.Append($"({3}, {"four"})");

        whole.ToString().ShouldBe("insert into t (a, b) values ($1, $2), ($3, $4)");
        whole.Parameters.Select(static p => p.Value).ShouldBe([1, 2, 3, "four"]);
        whole.Viewer.ShouldBeNull();
        var viewer = Viewer.System(99);
        whole.Append($" where {viewer.Sees("t")}");
        whole.Viewer.ShouldBe(viewer);
    }

    [Fact]
    public async Task A_fragment_that_stands_once_for_all_may_be_spliced_in_by_many_at_a_time()
    {
        for (var round = 0; round < 200; round++)
        {
            Sql name = $"nearer";
            var texts = new string[4];
            using var together = new Barrier(texts.Length);

            await Task.WhenAll([
                .. texts.Select(
                    (_, i) =>
                        Task.Factory.StartNew(
                            () =>
                            {
                                together.SignalAndWait();
                                texts[i] = ((Sql)$"select * from {name}").ToString();
                            },
                            CancellationToken.None,
                            TaskCreationOptions.LongRunning,
                            TaskScheduler.Default
                        )
                ),
            ]);

            texts.ShouldAllBe(static text => text == "select * from nearer");
        }
    }
}
