-- Contents whose last record was lawfully disposed of, until their bytes are gone, too.
create table evidence.orphan (
  sha256 bytea       not null,
  since  timestamptz not null default clock_timestamp(),
  trash  boolean     not null default false,
  constraint orphan_pk primary key (sha256)
);
