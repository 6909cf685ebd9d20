namespace Bluelamp.Records;

/// <summary>
/// What a later module shows on a record's page, such as its evidence. Records names no later module: it asks who has something to show.
/// </summary>
/// <param name="Component">A component with the parameters of <see cref="RecordPartBase"/>.</param>
/// <param name="Permission">Who may see it.</param>
/// <param name="Order">Its place among them.</param>
/// <param name="First">On a person's page it stands with what is open about them, before the facts.</param>
public sealed record RecordPart(Type Component, string Permission, int Order, bool First = false);
