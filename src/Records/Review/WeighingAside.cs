namespace Bluelamp.Records;

/// <summary>Something more beside how people are weighed, such as the truth of the demo's invented people.</summary>
public sealed record WeighingAside(Type Component);
