-- Notes of staff on moments of recordings. What is struck out stays, with who did it and why.
create table evidence.moment_note (
  force         smallint         not null,
  note          uuid             not null,
  exhibit       uuid             not null,
  from_seconds  double precision not null,
  until_seconds double precision,
  words         text             not null,
  written_at    timestamptz      not null,
  written_by    uuid             not null,
  struck_at     timestamptz,
  struck_by     uuid,
  struck_why    text,
  constraint moment_note_pk primary key (force, note)
);
create index moment_note_of on evidence.moment_note (force, exhibit, from_seconds, note);
