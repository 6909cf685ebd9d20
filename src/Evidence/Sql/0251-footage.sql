-- What owners of cameras were asked for. Whether a link was opened is told by the link's own stream, and what came by the exhibits.
create table evidence.footage (
  force         smallint    not null,
  request       uuid        not null,
  record        uuid        not null,
  record_kind   text        not null,
  camera        uuid        not null,
  made_from     timestamptz not null,
  made_until    timestamptz not null,
  runs_out_at   timestamptz not null,
  gone_at       timestamptz not null,
  way           text        not null,
  asked_at      timestamptz not null,
  asked_by      uuid        not null,
  reminded_at   timestamptz,
  answer        text,
  answer_words  text,
  answered_at   timestamptz,
  cancelled_at  timestamptz,
  cancelled_why text,
  constraint footage_pk primary key (force, request)
);
create index footage_soonest on evidence.footage (force, runs_out_at, request) where answer is null and cancelled_at is null;
create index footage_record on evidence.footage (force, record, asked_at desc, request desc);
create index footage_camera on evidence.footage (force, camera, asked_at desc, request desc);

create table evidence.footage_door (
  force   smallint not null,
  door    uuid     not null,
  request uuid     not null,
  constraint footage_door_pk primary key (force, door)
);
create index footage_door_request on evidence.footage_door (force, request);

create table evidence.door_entry (
  force      smallint    not null,
  door       uuid        not null,
  entered_at timestamptz not null,
  constraint door_entry_pk primary key (force, door)
);
