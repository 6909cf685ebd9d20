-- The index of reporters, too, is made when an import ends. A loader asks for the months that stood before it by the key.
drop index records.street_crime_reporter;
drop index records.street_outcome_reporter;
drop index records.stop_search_reporter;

create or replace function records.street_indexes() returns void language plpgsql as $$
declare
  year record;
begin
  for year in
    select i.inhrelid::regclass as rows, c.relname as name, i.inhparent = 'records.stop_search'::regclass as is_search,
           i.inhparent = 'records.street_outcome'::regclass as is_outcome
      from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent in ('records.street_crime'::regclass, 'records.street_outcome'::regclass, 'records.stop_search'::regclass)
  loop
    execute format('create index if not exists %I on %s (force, month, reported_by)', year.name || '_reporter', year.rows);
    if not year.is_outcome then
      execute format('create index if not exists %I on %s (force, place)', year.name || '_place', year.rows);
    end if;
    if not year.is_search then
      execute format('create index if not exists %I on %s (force, subject) where subject is not null', year.name || '_subject', year.rows);
    end if;
  end loop;
  create index if not exists street_place_near on records.street_place using gist (point);
  create index if not exists street_place_lsoa on records.street_place (force, lsoa);
end $$;

select records.street_indexes();
