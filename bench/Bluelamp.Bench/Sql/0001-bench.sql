create schema bench;

create table bench.incident (
  force     smallint    not null,
  incident  uuid        not null,
  words     text        not null,
  grade     text        not null,
  opened_at timestamptz not null,
  constraint incident_pk primary key (force, incident)
);
create index incident_opened on bench.incident (force, opened_at desc, incident);

-- For the bare baseline: the same columns, defaults, constraints and indexes.
create table bench.bare_ledger (like kernel.ledger including all);
create table bench.bare_incident (like bench.incident including all);
