create schema if not exists records;

-- Published open data of data.police.uk: street crimes, outcomes, stop and search. Kept apart from the force's own records.
-- Rows are never changed: a revised row supersedes the older one, which only learns that it was superseded (replaced_by).

create sequence records.street_batch_number as int;

-- One line a file that was loaded; a view of the ledger.
create table records.street_batch (
  force    smallint    not null,
  batch    int         not null,
  id       uuid        not null,
  at       timestamptz not null,
  kind     text        not null,
  file     text        not null,
  content  bytea       not null,
  rows     int         not null,
  constraint street_batch_pk primary key (force, batch),
  constraint street_batch_content unique (force, content)
);

-- Every different text of the columns that have few: forces, categories, outcomes, powers, ….
create table records.street_word (
  force smallint not null,
  word  smallint not null,
  text  text     not null,
  constraint street_word_pk primary key (force, word),
  constraint street_word_text unique (force, text)
);

-- Every different published place. Its id is the first eight bytes of a SHA-256 of its texts, so that loaders need not ask.
-- Coordinates in millionths of a degree, as published, and in National Grid metres where the grid reaches.
create table records.street_place (
  force     smallint not null,
  place     bigint   not null,
  longitude int,
  latitude  int,
  location  text     not null,
  lsoa      text     not null,
  lsoa_name text     not null,
  point     point,
  constraint street_place_pk primary key (force, place)
);
create index street_place_near on records.street_place using gist (point);
create index street_place_lsoa on records.street_place (force, lsoa);

create table records.street_crime (
  force          smallint not null,
  month          date     not null,
  batch          int      not null,
  line           int      not null,
  digest         bigint   not null,
  subject        bigint,
  replaced_by    int,
  replaces_batch int,
  replaces_line  int,
  place          bigint   not null,
  crime_id       bytea,
  reported_by    smallint not null,
  falls_within   smallint,
  category       smallint not null,
  outcome        smallint,
  context        smallint,
  constraint street_crime_pk primary key (force, month, batch, line)
) partition by range (month);
create index street_crime_place on records.street_crime (force, place);
create index street_crime_reporter on records.street_crime (force, month, reported_by);
create index street_crime_subject on records.street_crime (force, subject) where subject is not null;

create table records.street_outcome (
  force          smallint not null,
  month          date     not null,
  batch          int      not null,
  line           int      not null,
  digest         bigint   not null,
  subject        bigint,
  replaced_by    int,
  replaces_batch int,
  replaces_line  int,
  place          bigint   not null,
  crime_id       bytea,
  reported_by    smallint not null,
  falls_within   smallint,
  outcome        smallint not null,
  constraint street_outcome_pk primary key (force, month, batch, line)
) partition by range (month);
create index street_outcome_reporter on records.street_outcome (force, month, reported_by);
create index street_outcome_subject on records.street_outcome (force, subject) where subject is not null;

create table records.stop_search (
  force               smallint    not null,
  month               date        not null,
  batch               int         not null,
  line                int         not null,
  digest              bigint      not null,
  subject             bigint,
  replaced_by         int,
  replaces_batch      int,
  replaces_line       int,
  place               bigint      not null,
  at                  timestamptz not null,
  reported_by         smallint    not null,
  type                smallint    not null,
  operation           smallint,
  operation_name      smallint,
  gender              smallint,
  age_range           smallint,
  self_ethnicity      smallint,
  officer_ethnicity   smallint,
  legislation         smallint,
  object              smallint,
  outcome             smallint,
  outcome_linked      smallint,
  clothing_removal    smallint,
  constraint stop_search_pk primary key (force, month, batch, line)
) partition by range (month);
create index stop_search_place on records.stop_search (force, place);
create index stop_search_reporter on records.stop_search (force, month, reported_by);

-- A year's partitions. Attached, not made in place, so that readers are not held up.
create function records.street_year(y int) returns void language plpgsql as $$
declare
  t text;
begin
  foreach t in array array['street_crime', 'street_outcome', 'stop_search'] loop
    if to_regclass(format('records.%s_%s', t, y)) is null then
      execute format('create table records.%1$s_%2$s (like records.%1$s including defaults)', t, y);
      execute format('alter table records.%1$s attach partition records.%1$s_%2$s for values from (%3$L) to (%4$L)',
                     t, y, make_date(y, 1, 1), make_date(y + 1, 1, 1));
    end if;
  end loop;
end $$;
