-- The words by which a report is searched, as it was sent and as its reporter added to it. A table of its own, so that a report's words are put into the
-- index once, and not again whenever the report is assessed, taken or settled. Filled by ./bluelamp rebuild for reports from before.
create table contact.report_text (
  force   smallint    not null,
  report  uuid        not null,
  sent_at timestamptz not null,
  said    text        not null,
  words   tsvector    not null generated always as (
    to_tsvector('english'::regconfig, records.plain(said)) || to_tsvector('simple'::regconfig, records.fold(said))) stored,
  constraint report_text_pk primary key (force, report)
);
create index report_text_words on contact.report_text using gin (words) with (fastupdate = off);
create index report_text_latest on contact.report_text (force, sent_at desc, report desc);
