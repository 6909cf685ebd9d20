-- When each content was last read whole and compared with its hash; when it arrived, it was. Nobody's record: a row goes with the last exhibit of its bytes.
create table evidence.fixity (
  sha256      bytea       not null,
  read_at     timestamptz not null,
  damage      text,
  found       bytea,
  found_bytes bigint,
  constraint fixity_pk primary key (sha256)
);
create index fixity_read on evidence.fixity (read_at);
create index fixity_damaged on evidence.fixity (sha256) where damage is not null;
create index exhibit_bytes on evidence.exhibit (sha256);
