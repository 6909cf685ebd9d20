create schema contact;

-- One row a report: the inbox, the follow-up page and the search for similar ones read it.
create table contact.report (
  force         smallint    not null,
  report        uuid        not null,
  reference     text        not null,
  secret_hash   text        not null,
  kind          text        not null,
  language      text        not null,
  channel       text        not null,
  submitted_at  timestamptz not null,
  changed_at    timestamptz not null,
  status        text        not null,
  handler       uuid,
  handler_name  text,
  grade         text,
  proposed      text,
  band          text,
  score         int,
  route         text,
  address       text        not null,
  easting       double precision,
  northing      double precision,
  point         point generated always as (point(easting, northing)) stored,
  happened_from timestamptz,
  happened_to   timestamptz,
  victim        text        not null,
  suspects      text        not null,
  words         text        not null,
  lexemes       tsvector generated always as (to_tsvector('simple', words)) stored,
  crime         uuid,
  crime_ref     text,
  waiting_for   text,
  constraint report_pk primary key (force, report),
  constraint report_reference unique (force, reference)
);
create index report_open on contact.report (force, submitted_at, report) where status in ('New', 'Taken');
create index report_by_time on contact.report (force, submitted_at desc, report desc);
create index report_point on contact.report using gist (point);
create index report_lexemes on contact.report using gin (lexemes);
create index report_victim on contact.report using gin (victim gin_trgm_ops);
