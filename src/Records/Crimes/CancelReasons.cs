namespace Bluelamp.Records;

public static class CancelReasons
{
    /// <summary>With the usual code in front: <c>C3, recorded already</c>.</summary>
    public static string Label(CancelReason reason) =>
        reason switch
        {
            CancelReason.OtherForce => "C1, belongs to another force",
            CancelReason.NoCrime => "C2, no notifiable crime happened",
            CancelReason.Duplicate => "C3, recorded already, alone or as part of another",
            CancelReason.Error => "C4, recorded in error",
            _ => "C5, self-defence is accepted",
        };
}
