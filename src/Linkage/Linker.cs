using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Bluelamp.Linkage;

/// <summary>What is wanted of a linkage.</summary>
public sealed record LinkageOptions
{
    public string IdColumn { get; init; } = "unique_id";

    /// <summary>Columns that are not compared.</summary>
    public ImmutableArray<string> Ignored { get; init; } = [];

    /// <summary>
    /// Two clusters are joined while the mean of the evidence between their records makes them one person with this probability or more; null for
    /// <see cref="ThresholdFor"/>.
    /// </summary>
    public double? Threshold { get; init; }

    /// <summary>How many pairs may be looked at; null for forty for each record, and no more than twelve million and two for each.</summary>
    public long? Budget { get; init; }

    /// <summary>The share of the matches that a wide pool of rules finds, which the chosen rules should find.</summary>
    public double Reach { get; init; } = 0.995;

    /// <summary>Columns of which a person has one value only: records that differ in one of them are never brought together.</summary>
    public ImmutableArray<string> OneValue { get; init; } = [];

    /// <summary>A person has at most one record in each source.</summary>
    public bool OneOfEachSource { get; init; }

    /// <summary>Columns, such as the system that a record came from, of whose values a person has at most one record each.</summary>
    public ImmutableArray<string> OnePer { get; init; } = [];

    /// <summary>Where rows have sources: records of one source may be of one person, too, and not only records of different ones.</summary>
    public bool WithinSources { get; init; }

    /// <summary>How many pairs above the threshold are held in memory, 12 bytes each; the others wait in a file.</summary>
    public int PairsInMemory { get; init; } = 8_000_000;

    /// <summary>The folder of that file.</summary>
    public string TemporaryFolder { get; init; } = Path.GetTempPath();

    public TrainingOptions Training { get; init; } = new();

    /// <summary>
    /// The usual threshold: 0.2 for lists of up to 30,000 records, 0.5 for 300,000, 0.8 from three million, and in between by the logarithm of their number. True
    /// pairs grow with the records, chance pairs with their square, so in a long list more stands beside each record that is nearly like it. (Chosen on the
    /// historical set, fake_1000 and UK-like tables of 100,000 to ten million; <c>docs/linkage.md</c>.)
    /// </summary>
    public static double ThresholdFor(int records) => 0.2 + (0.3 * Math.Clamp(Math.Log10(Math.Max(1, records) / 30_000d), 0, 2));

    /// <summary>How values are made comparable, where that is declared: columns that it names go through these steps, and through no others.</summary>
    public ImmutableArray<CleaningStep> Cleaning { get; init; } = [];

    /// <summary>What people said of some pairs, by their rows.</summary>
    public ImmutableArray<Label> Labels { get; init; } = [];

    /// <summary>Is told what is being done, how much of it is done, and how much there is; null while nobody knows.</summary>
    public Action<string, long, long?>? Progress { get; init; }
}

/// <summary>
/// Links the records of a table: proposes a model or takes one, trains it, looks at candidates, and brings records into clusters. Nothing here needs labels.
/// Rows are asked for and answered by where they stand in the table; in which order that is changes nothing else.
/// </summary>
public sealed class Linker
{
    /// <summary>Pairs with less evidence than this many bits are not written down when nothing else is asked for.</summary>
    public const float Floor = -8;

    /// <summary>Single weights are cut at this many bits when the evidence between clusters is averaged.</summary>
    public const float Cut = 8;

    private readonly LinkageOptions options;
    private readonly RowOrder order;
    private readonly int[]? sources;
    private readonly Fields fields;
    private readonly Table ordered;
    private PairScorer? scorer;
    private SomeOfEachWeight seen = new();
    private Table? asGiven;

    /// <summary>The sources of the rows, where only rows of different ones are compared.</summary>
    private int[]? Across => options.WithinSources ? null : sources;

    /// <summary>Begins with values that are comparable.</summary>
    /// <param name="ordered">The rows in their order, and so are <paramref name="sources"/>.</param>
    private Linker(Table ordered, RowOrder order, LinkageOptions options, int[]? sources)
    {
        (this.ordered, this.order, this.options, this.sources) = (ordered, order, options, sources);
        fields = new(ordered);
        Frequencies = new(ordered);
    }

    /// <summary>The records with their values made comparable.</summary>
    public Table Table => asGiven ??= order.AsGiven(ordered);

    public TermFrequencies Frequencies { get; }

    /// <summary>What the columns were taken for; empty when a model was given.</summary>
    public ImmutableArray<ColumnProfile> Profiles { get; private set; } = [];

    /// <summary>How likely records must be of one person to be brought together.</summary>
    public double Threshold => options.Threshold ?? LinkageOptions.ThresholdFor(ordered.Rows);

    /// <summary>The rules that were chosen, and what each brings; empty when a model was given.</summary>
    public ImmutableArray<ChosenRule> Chosen { get; private set; } = [];

    public ImmutableArray<string> Warnings { get; private set; } = [];

    public LinkageModel Model { get; private set; } = new(1e-4, [], []);

    /// <summary>How the values were made comparable. A model is right for values that went through the same steps.</summary>
    public ImmutableArray<CleaningStep> Cleaning { get; private set; } = [];

    /// <summary>Takes a model that is trained.</summary>
    /// <param name="cleaning">The steps that the values went through when it was trained; none when they are compared as they stand.</param>
    /// <param name="sources">
    /// The number of each row's table, where there are several. Only rows of different ones are compared, unless <see cref="LinkageOptions.WithinSources"/>.
    /// </param>
    public static Linker With(
        Table table,
        LinkageModel model,
        LinkageOptions options,
        int[]? sources = null,
        ImmutableArray<CleaningStep> cleaning = default
    )
    {
        ImmutableArray<CleaningStep> steps = cleaning.IsDefault ? [] : cleaning;
        var inOrder = RowOrder.Of(table, options.IdColumn, sources);
        var linker = new Linker(Comparable.Of(inOrder.Ordered(table), steps), inOrder, options, inOrder.Ordered(sources))
        {
            Model = model,
            Cleaning = steps,
            Warnings = [.. Untrained.In(model)],
        };
        linker.Ready();
        return linker;
    }

    /// <summary>Finds out what the columns hold, makes their values comparable, proposes a model, trains it and chooses its rules.</summary>
    public static Linker Train(Table table, LinkageOptions options, CancellationToken ct, int[]? sources = null)
    {
        var declared = options.Cleaning.Select(static s => s.Column).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var inOrder = RowOrder.Of(table, options.IdColumn, sources);
        var plain = Comparable.Of(
            inOrder.Ordered(table),
            table
                .Columns.Where(c => !c.Name.Equals(options.IdColumn, StringComparison.OrdinalIgnoreCase) && !declared.Contains(c.Name))
                .SelectMany(static c => Comparable.Plainly(c.Name))
                .Concat(options.Cleaning)
        );
        var profiles = Profiler.Of(plain, options.IdColumn, options.Ignored);
        var usual = profiles.Where(p => p.Kind is not null && !declared.Contains(p.Name)).ToList();
        var comparable = Comparable.Of(plain, usual.SelectMany(static p => Comparable.Besides(p.Name, p.Kind)));
        var linker = new Linker(comparable, inOrder, options, inOrder.Ordered(sources))
        {
            Profiles = profiles,
            Cleaning =
            [
                .. options.Cleaning,
                .. usual.SelectMany(static p => Comparable.Plainly(p.Name).Concat(Comparable.Besides(p.Name, p.Kind))),
            ],
        };
        linker.Train(Proposal.For(profiles, options.IdColumn), ct);
        return linker;
    }

    /// <summary>
    /// Trains a model of one's own: its comparisons stay as they are, and so do its rules; where it has none, they are chosen. Values go through the steps that
    /// the options declare, and through no others.
    /// </summary>
    /// <exception cref="InputFaultException">The model asks for a column that is not there.</exception>
    public static Linker Train(Table table, LinkageModel own, LinkageOptions options, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(own);
        var inOrder = RowOrder.Of(table, options.IdColumn);
        var linker = new Linker(Comparable.Of(inOrder.Ordered(table), options.Cleaning), inOrder, options, sources: null)
        {
            Cleaning = options.Cleaning,
        };
        var asked = own.Columns.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var others = linker.ordered.Columns.Select(static c => c.Name).Where(name => !asked.Contains(name)).ToList();
        var proposal = Proposal.For(Profiler.Of(linker.ordered, options.IdColumn, others), options.IdColumn);
        linker.Train(
            proposal with
            {
                Model = own with { IdColumn = options.IdColumn },
                Passes = proposal.Passes.Length > 1 ? proposal.Passes : [.. proposal.Passes.Concat(own.BlockingRules).Distinct()],
            },
            ct,
            isOwn: true
        );
        return linker;
    }

    private void Train(Proposal proposal, CancellationToken ct, bool isOwn = false)
    {
        if (proposal.Model.Comparisons.IsEmpty)
        {
            Warnings =
            [
                "No column tells the records apart: each is empty, the same everywhere, or left out. So every record stands by itself.",
            ];
            Ready();
            return;
        }
        options.Progress?.Invoke("Training", 0, 1);
        var type =
            sources is null ? LinkType.DedupeOnly
            : options.WithinSources ? LinkType.LinkAndDedupe
            : LinkType.LinkOnly;
        var proposed = proposal.Model with { LinkType = type, CommonAmongOthers = true };
        var trained = new Trainer(fields, Across, options.Training).Train(proposed, proposal.Passes, ct);
        if (!isOwn && Untrained.Wholly(trained.Model))
            trained = Untrained.AsUsual(trained.Model);
        // Levels for what comes together are added to what was proposed, never to what somebody declared.
        var labels = Labels.Placed(options.Labels, order);
        var learned = Labels.In(isOwn ? trained.Model : Households.In(trained.Model, Profiles, fields), fields, labels);
        var whole = isOwn ? learned : new Dependence(learned, fields, Across).In(ct);
        var model = options.Training.Prior is null ? Labels.Weighed(whole, fields, Frequencies, labels) : whole;
        options.Progress?.Invoke("Training", 1, 1);
        Model = isOwn && !model.BlockingRules.IsEmpty ? model : WithRules(model, proposal.Pool, ct);
        Warnings =
        [
            .. trained.Warnings,
            .. isOwn ? Untrained.In(Model) : [],
            .. Model.BlockingRules.IsEmpty
                ? new[] { "No rule finds pairs that are worth looking at, so every record stands by itself." }
                : [],
        ];
        Ready();
    }

    private LinkageModel WithRules(LinkageModel model, ImmutableArray<BlockingRule> pool, CancellationToken ct)
    {
        options.Progress?.Invoke("Choosing rules", 0, 1);
        var budget = options.Budget ?? Math.Clamp(40L * ordered.Rows, 50_000, 12_000_000 + (2L * ordered.Rows));
        Chosen = RuleChooser.Choose(ordered, model, Frequencies, pool, Across, budget, options.Reach, options.Training.Seed, ct);
        options.Progress?.Invoke("Choosing rules", 1, 1);
        return model with { BlockingRules = [.. Chosen.Select(static c => c.Rule)] };
    }

    private void Ready()
    {
        foreach (var column in Model.Comparisons.SelectMany(static c => c.Levels).Select(static l => l.TfColumn).OfType<string>())
            fields.Of(column);
        scorer = new(Model, fields);
        scorer.Weigh(Model, Frequencies);
    }

    private PairScorer Scorer => scorer ?? throw new InvalidOperationException("The linker is made by With or Train, which make it ready.");

    /// <summary>How many pairs each rule of the model finds, before any of them is looked at.</summary>
    public ImmutableArray<RuleCount> Blocks() => new Candidates(Model.BlockingRules, fields, Across).Counts();

    /// <summary>The candidates that clusters begin with; they ask for others when they need them.</summary>
    /// <param name="looked">How many candidates were looked at.</param>
    public KeptPairs Predict(out long looked, CancellationToken ct) => Predict(Threshold, out looked, ct);

    private KeptPairs Predict(double threshold, out long looked, CancellationToken ct)
    {
        var kept = new KeptPairs(options.PairsInMemory, options.TemporaryFolder);
        looked = Predict((float)Edge.WeightOf(threshold), kept.Add, ct);
        return kept;
    }

    /// <summary>
    /// Every candidate of at least this weight, each once, in an order that does not depend on the number of processors. The left record of each comes first.
    /// </summary>
    public List<Edge> Predict(float floor, CancellationToken ct)
    {
        var edges = new List<Edge>();
        Predict(floor, edges.AddRange, ct);
        return edges;
    }

    /// <summary>Gives out every candidate of at least this weight as it is found, each once, in an order that does not depend on the number of processors.</summary>
    /// <param name="take">Is given some of them at a time, never by two threads at once.</param>
    /// <returns>How many candidates were looked at.</returns>
    public long Predict(float floor, Action<ReadOnlySpan<Edge>> take, CancellationToken ct)
    {
        var looked = 0L;
        seen = new();
        new Candidates(Model.BlockingRules, fields, Across).Run(
            () => new Weighing(Scorer, floor),
            piece =>
            {
                looked += piece.Looked;
                seen.TakeAll(piece.Seen);
                var edges = CollectionsMarshal.AsSpan(piece.Edges);
                order.AsGiven(edges);
                take(edges);
            },
            ct,
            (done, all) => options.Progress?.Invoke("Weighing pairs", done, all)
        );
        return looked;
    }

    /// <summary>Brings the rows into clusters by their pairs.</summary>
    public Clusters Cluster(KeptPairs pairs, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        return Cluster(pairs, Threshold, ct);
    }

    private Clusters Cluster(KeptPairs pairs, double threshold, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        options.Progress?.Invoke("Bringing records together", 0, 1);
        var of = AverageLinkage.Cluster(ordered.Rows, pairs, Edge.WeightOf(threshold), Cut, Weigh, Apart(), order);
        var clusters = order.AsGiven(Clustering.Judged(of, Cut, Weigh));
        options.Progress?.Invoke("Bringing records together", 1, 1);
        return clusters;
    }

    /// <summary>
    /// Learns what the weights of the model are worth, from what surrounds pairs of each weight: candidates are looked at and brought together for it, at the
    /// usual threshold, whichever is asked for of the answer. Weights and clusters stay what they are.
    /// </summary>
    public void LearnProbabilities(CancellationToken ct)
    {
        var usual = LinkageOptions.ThresholdFor(ordered.Rows);
        using var pairs = Predict(usual, out _, ct);
        LearnProbabilities(Cluster(pairs, usual, ct));
    }

    /// <summary>The same from clusters that were made before at the usual threshold, of the candidates that were looked at last.</summary>
    public void LearnProbabilities(Clusters clusters)
    {
        ArgumentNullException.ThrowIfNull(clusters);
        Model = Model with { Probabilities = new Surroundings(order.Ordered(clusters), Cut, Weigh).Learned(seen) };
    }

    /// <summary>Why two rows are held to be of one person, or not.</summary>
    public Explanation Explain(int a, int b) =>
        Explanation.Of(Scorer, order.Place(a), order.Place(b)) with
        {
            Probabilities = Model.Probabilities,
        };

    /// <summary>The weight of evidence that two rows are of one person, in bits.</summary>
    public float Weight(int a, int b) => Weigh(order.Place(a), order.Place(b));

    private float Weigh(int a, int b) => Scorer.Weight(a, b, Scorer.Scratch);

    /// <summary>Which rows the constraints keep apart; null when there are none.</summary>
    private Func<int, int, bool>? Apart() =>
        Constraints.Of(ordered, options.OneValue, options.OnePer, options.OneOfEachSource ? sources : null);

    private sealed class Weighing(PairScorer scorer, float floor) : IPairTaker
    {
        private readonly Scratch scratch = scorer.Scratch;

        public List<Edge> Edges { get; } = [];

        public long Looked { get; private set; }

        public SomeOfEachWeight Seen { get; } = new();

        public void Take(RowPair pair, int rule)
        {
            Looked++;
            var weight = scorer.Weight(pair.Left, pair.Right, scratch);
            var edge = new Edge(pair.A, pair.B, weight);
            if (weight >= floor)
                Edges.Add(edge);
            Seen.Take(edge);
        }
    }
}
