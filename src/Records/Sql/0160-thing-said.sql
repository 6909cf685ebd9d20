-- What can be compared of everything that was said of vehicles, places, organisations, phones and e-mails, and under which keys it is found.
-- Filled by ./bluelamp rebuild for what was said before.
create table records.thing_said (
  force   smallint not null,
  record  uuid     not null,
  version int      not null,
  kind    text     not null, -- the definition by which it is compared
  said    text[]   not null, -- in the order of the kind's columns; nothing said is an empty text
  look    text     not null,
  keys    bigint[] not null,
  constraint thing_said_pk primary key (force, record, version)
);
create index thing_said_keys on records.thing_said using gin (keys) with (fastupdate = off);
alter table records.thing_said alter column keys set statistics 10;
alter table records.thing_said alter column said set statistics 10;
