-- Devices that are to be examined. The smallest place is examined first; a person may have put it elsewhere (placed).
create table evidence.submission (
  force         smallint    not null,
  submission    uuid        not null,
  exhibit       uuid        not null,
  crime         uuid        not null,
  question      text        not null,
  device        text        not null,
  level         text        not null,
  stage         text        not null,
  held          text,
  at_lab        boolean     not null,
  factor        text,
  worked_out    int         not null,
  placed        int,
  place         int         not null generated always as (coalesce(placed, worked_out)) stored,
  requested_at  timestamptz not null,
  requested_by  uuid        not null,
  report_due_at timestamptz not null,
  return_due_at timestamptz,
  reported_at   timestamptz,
  closed_at     timestamptz,
  due_at        timestamptz not null generated always as (
    coalesce(least(case when reported_at is null then report_due_at end, case when at_lab then return_due_at end), report_due_at)
  ) stored,
  constraint submission_pk primary key (force, submission)
);
create index submission_queue on evidence.submission (force, place, due_at, submission) where closed_at is null;
create index submission_exhibit on evidence.submission (force, exhibit, submission);
create index submission_crime on evidence.submission (force, crime, submission);
create index submission_requested on evidence.submission (force, requested_at);
create index submission_reported on evidence.submission (force, reported_at) where reported_at is not null;

create table evidence.submission_result (
  force      smallint    not null,
  submission uuid        not null,
  exhibit    uuid        not null,
  kind       text        not null,
  added_at   timestamptz not null,
  constraint submission_result_pk primary key (force, submission, exhibit)
);
create index submission_result_exhibit on evidence.submission_result (force, exhibit);
