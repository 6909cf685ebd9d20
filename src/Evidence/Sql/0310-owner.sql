-- Owners of cameras: each entered once, however many cameras they have. A camera that was taken in before carries what was typed of its owner itself.
create table evidence.owner (
  force       smallint    not null,
  owner       uuid        not null,
  name        text,
  premises    text,
  phone       text,
  email       text,
  language    text        not null,
  consent_on  date,
  consent_by  text,
  consent_how text,
  since       timestamptz not null,
  ended_at    timestamptz,
  ended_why   text,
  constraint owner_pk primary key (force, owner)
);
create index owner_newest on evidence.owner (force, since desc, owner desc);

alter table evidence.camera
  add column owner uuid,
  alter column language drop not null;
create index camera_owner on evidence.camera (force, owner);
