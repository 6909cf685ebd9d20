create schema if not exists evidence;

create table evidence.exhibit (
  force       smallint    not null,
  exhibit     uuid        not null,
  reference   text,
  exhibitor   text,
  sha256      bytea,
  bytes       bigint,
  name        text,
  type        text,
  media       text        not null,
  origin      text        not null,
  sender      text,
  door        uuid,
  description text,
  made_from   timestamptz,
  made_until  timestamptz,
  place       text,
  at          point,
  received_at timestamptz not null,
  received_by uuid        not null,
  constraint exhibit_pk primary key (force, exhibit)
);
create index exhibit_newest on evidence.exhibit (force, received_at desc, exhibit desc);
create index exhibit_content on evidence.exhibit (force, sha256);
create index exhibit_reference on evidence.exhibit (force, reference) where reference is not null;
create index exhibit_door on evidence.exhibit (force, door, received_at desc, exhibit desc) where door is not null;
