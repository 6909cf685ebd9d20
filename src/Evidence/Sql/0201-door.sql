create table evidence.door (
  force       smallint    not null,
  door        uuid        not null,
  kind        text        not null,
  record      uuid        not null,
  record_kind text        not null,
  asks_en     text        not null,
  asks_cy     text        not null,
  code_hash   text        not null,
  code        text,
  until       timestamptz not null,
  meant_for   text,
  opened_at   timestamptz not null,
  opened_by   uuid        not null,
  closed_at   timestamptz,
  constraint door_pk primary key (force, door)
);
create unique index door_code on evidence.door (code_hash);
create index door_newest on evidence.door (force, opened_at desc, door desc);
create index door_record on evidence.door (force, record);
