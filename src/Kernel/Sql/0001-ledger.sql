create extension if not exists pg_trgm;
create extension if not exists btree_gist;
create extension if not exists fuzzystrmatch;
create extension if not exists unaccent;

create sequence kernel.position;

-- The ledger. One append-only table, partitioned by force; kernel.found_force makes a force's partitions.
create table kernel.ledger (
  force    smallint    not null,
  position bigint      not null default nextval('kernel.position'),
  stream   uuid        not null,
  version  int         not null,
  type     text        not null,
  at       timestamptz not null,
  actor    uuid        not null,
  purpose  text        not null,
  subjects uuid[]      not null,
  data     jsonb,
  salt     bytea,
  leaf     bytea       not null,
  xid      xid8        not null default pg_current_xact_id(),
  constraint ledger_stream primary key (force, stream, version)
) partition by list (force);
create index ledger_order on kernel.ledger (xid, position);
create index ledger_subjects on kernel.ledger using gin (subjects);

-- Who looked at what, and why (DPA 2018 s62).
create table kernel.consultation (
  force    smallint    not null,
  position bigint      not null default nextval('kernel.position'),
  at       timestamptz not null,
  person   uuid        not null,
  purpose  text        not null,
  what     text        not null,
  subjects uuid[]      not null,
  salt     bytea       not null,
  leaf     bytea       not null,
  xid      xid8        not null default pg_current_xact_id(),
  constraint consultation_pk primary key (force, position)
) partition by list (force);
create index consultation_order on kernel.consultation (xid, position);
create index consultation_subjects on kernel.consultation using gin (subjects);
create index consultation_person on kernel.consultation (force, person, at);

-- Records that are closed to most: marked above OFFICIAL, or open only to holders of a key.
create table kernel.restriction (
  force   smallint not null,
  subject uuid     not null,
  marking smallint not null default 0,
  keys    uuid[],
  constraint restriction_pk primary key (force, subject)
);

-- How far each reaction has read, and what it could not do yet.
create table kernel.reaction (
  name     text   constraint reaction_pk primary key,
  xid      xid8   not null,
  position bigint not null
);
create table kernel.reaction_retry (
  name     text        not null,
  force    smallint    not null,
  stream   uuid        not null,
  version  int         not null,
  attempts int         not null,
  next_at  timestamptz not null,
  parked   boolean     not null default false,
  error    text        not null,
  constraint reaction_retry_pk primary key (name, force, stream)
);

create function kernel.found_force(f smallint) returns void language plpgsql as $$
begin
  execute format('create table if not exists kernel.ledger_%1$s partition of kernel.ledger for values in (%1$s)', f);
  execute format('create table if not exists kernel.consultation_%1$s partition of kernel.consultation for values in (%1$s)', f);
end $$;
