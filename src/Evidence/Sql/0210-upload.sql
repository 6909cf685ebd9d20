-- Files that are arriving. Nobody's record: the bytes lie in a file whose length is the truth; a row goes when it has run out.
create table evidence.upload (
  force      smallint    not null,
  upload     uuid        not null,
  owner      uuid        not null,
  door       uuid,
  key        uuid,
  length     bigint,
  max_bytes  bigint      not null,
  part       text        not null,
  said       jsonb       not null,
  metadata   text        not null,
  sha256     text,
  taken      boolean     not null default false,
  refused    text,
  expires_at timestamptz not null,
  constraint upload_pk primary key (force, upload)
);
create index upload_expires on evidence.upload (expires_at);
