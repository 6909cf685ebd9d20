create table evidence.derivative (
  force   smallint    not null,
  exhibit uuid        not null,
  kind    text        not null,
  sha256  bytea,
  bytes   bigint,
  type    text,
  failed  text,
  made_at timestamptz not null,
  constraint derivative_pk primary key (force, exhibit, kind)
);
create index derivative_content on evidence.derivative (sha256);

create table evidence.examined (
  force            smallint         not null,
  exhibit          uuid             not null,
  readable         boolean          not null,
  duration_seconds double precision,
  constraint examined_pk primary key (force, exhibit)
);
