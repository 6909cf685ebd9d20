-- What can be compared of each person of an open report, beside the keys under which they are found: a person's page asks in which of them they may be meant.
-- Filled by ./bluelamp rebuild for reports from before.
create table contact.report_person (
  force  smallint not null,
  report uuid     not null,
  nth    smallint not null,
  way    smallint not null, -- by their name, or by another that they go by
  role   text     not null,
  said   text[]   not null, -- in the order of PersonValues; nothing said is an empty text
  keys   bigint[] not null,
  constraint report_person_pk primary key (force, report, nth, way)
);
create index report_person_keys on contact.report_person using gin (keys) with (fastupdate = off);
alter table contact.report_person alter column keys set statistics 10;
alter table contact.report_person alter column said set statistics 10;
