namespace Bluelamp.Kernel.Grids;

/// <summary>A position in WGS84 (GPS), in decimal degrees: north and east are positive.</summary>
public readonly record struct LatLng(double Latitude, double Longitude)
{
    /// <summary>The same place on the National Grid of this installation; <see langword="null"/> when the grid does not reach it.</summary>
    public GridRef? ToGrid() => NationalGrid.Current.TryToGrid(this, out var grid) ? grid : null;
}
