create table evidence.version (
  force      smallint    not null,
  exhibit    uuid        not null,
  version    uuid        not null,
  kind       text        not null,
  name       text        not null,
  ordered_at timestamptz not null,
  ordered_by uuid        not null,
  made_at    timestamptz,
  failed     text,
  constraint version_pk primary key (force, exhibit, version)
);

-- The first original of a version: who may not see that may not see the version.
alter table evidence.exhibit add column original uuid;
create index exhibit_original on evidence.exhibit (force, original) where original is not null;
