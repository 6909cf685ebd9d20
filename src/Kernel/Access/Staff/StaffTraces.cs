using Bluelamp.Kernel.Sealing;

namespace Bluelamp.Kernel.Access;

/// <summary>Whoever is on the staff list no more cannot sign in, and their user name is nowhere.</summary>
internal sealed class StaffTraces : ITraces
{
    public Sql Erase(short force, Guid stream) =>
        $"""
            with gone as (select c.person from kernel.credential c
                           where c.force = {force} and c.person = {stream}
                             and not exists (select from kernel.staff s where s.force = c.force and s.person = c.person)),
                 codes as (delete from kernel.recovery_code r using gone where r.force = {force} and r.person = gone.person),
                 sessions as (delete from kernel.session n using gone where n.force = {force} and n.person = gone.person)
            delete from kernel.credential c using gone where c.force = {force} and c.person = gone.person
            """;
}
