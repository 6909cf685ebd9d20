-- The indexes of places and subjects are made when an import ends, by sorting a year at once, not row by row: that took half of its time.
-- An import that was killed leaves a year without them; the next one makes them. Until then a question about a place reads the year.
-- The same holds for the places of a first import.
drop index records.street_crime_place;
drop index records.street_crime_subject;
drop index records.street_outcome_subject;
drop index records.stop_search_place;

create function records.street_indexes() returns void language plpgsql as $$
declare
  year record;
begin
  for year in
    select i.inhrelid::regclass as rows, c.relname as name, i.inhparent = 'records.stop_search'::regclass as is_search,
           i.inhparent = 'records.street_outcome'::regclass as is_outcome
      from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent in ('records.street_crime'::regclass, 'records.street_outcome'::regclass, 'records.stop_search'::regclass)
  loop
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

create function records.street_begin() returns void language plpgsql as $$
begin
  if not exists (select from records.street_place) then
    drop index if exists records.street_place_near, records.street_place_lsoa;
  end if;
end $$;

select records.street_indexes();
