-- The register of cameras and whom to ask for what they recorded. Who withdraws is no longer in it: what was said of them is gone from the row.
create table evidence.camera (
  force         smallint    not null,
  camera        uuid        not null,
  standing      text        not null,
  kind          text        not null,
  address       text,
  easting       double precision,
  northing      double precision,
  at            point       generated always as (point(easting, northing)) stored,
  direction     int,
  field         int         not null,
  reach_metres  int         not null,
  days_kept     int         not null,
  clock_note    text,
  owner_name    text,
  phone         text,
  email         text,
  language      text        not null,
  consent_on    date,
  consent_by    text,
  consent_how   text,
  since         timestamptz not null,
  ended_at      timestamptz,
  ended_why     text,
  constraint camera_pk primary key (force, camera)
);
create index camera_newest on evidence.camera (force, standing, since desc, camera desc);
create index camera_at on evidence.camera using gist (at);
