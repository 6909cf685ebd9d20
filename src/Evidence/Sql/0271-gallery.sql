alter table evidence.exhibit
  add column said_where text,
  add column found_at timestamptz,
  add column found_where text,
  add column happened_at timestamptz not null generated always as (coalesce(made_from, found_at, '9999-01-01 00:00:00+00'::timestamptz)) stored,
  add column happened_where text not null generated always as (coalesce(said_where, found_where, '')) stored;
update evidence.exhibit set said_where = nullif(btrim(place), '') where place is not null;
create index exhibit_door_time on evidence.exhibit (force, door, happened_at, exhibit) where door is not null;
create index exhibit_door_place on evidence.exhibit (force, door, happened_where, happened_at, exhibit) where door is not null;
