-- Body-worn video: who wore the camera and which it was, as its dock said, and whether it was marked as evidential. It counts anew from since.
create table evidence.body_worn (
  force   smallint    not null,
  exhibit uuid        not null,
  marked  text,
  officer uuid,
  worn_by text,
  device  text,
  since   timestamptz not null,
  constraint body_worn_pk primary key (force, exhibit)
);
create index body_worn_waiting on evidence.body_worn (force, since, exhibit) where marked = 'NonEvidential';
create index body_worn_own on evidence.body_worn (force, officer, since, exhibit) where marked = 'NonEvidential';
