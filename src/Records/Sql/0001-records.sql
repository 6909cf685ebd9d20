create schema if not exists records;

-- Text without accents. Declared immutable because the dictionary is named; a changed unaccent.rules asks for a reindex.
create function records.plain(t text) returns text
language sql immutable strict parallel safe
return public.unaccent('public.unaccent'::regdictionary, t);

-- Text without case, accents and punctuation, one space between words: how names and addresses are compared.
create function records.fold(t text) returns text
language sql immutable strict parallel safe
return trim(regexp_replace(lower(records.plain(regexp_replace(t, '[''’‘`.]', '', 'g'))), '[^a-z0-9]+', ' ', 'g'));

-- What each word of a name sounds like (Double Metaphone, both ways). The Welsh "ap", "ab", "ferch" (son, daughter of) say nothing by themselves.
create function records.sounds(t text) returns text[]
language sql immutable strict parallel safe
return array(
  select distinct k
    from unnest(string_to_array(records.fold(t), ' ')) w
    cross join lateral (values (public.dmetaphone(w)), (public.dmetaphone_alt(w))) s(k)
   where k <> '' and w not in ('ap', 'ab', 'ferch', 'verch'));

create table records.crime_number (
  force smallint not null,
  year  int      not null,
  last  int      not null,
  constraint crime_number_pk primary key (force, year)
);

create table records.crime (
  force          smallint    not null,
  crime          uuid        not null,
  reference      text        not null,
  offence        text        not null,
  status         text        not null,
  outcome        text,
  reported_at    timestamptz not null,
  recorded_at    timestamptz not null,
  committed_from timestamptz not null,
  committed_to   timestamptz,
  place          uuid,
  address        text        not null,
  easting        float8,
  northing       float8,
  narrative      text        not null,
  method         text        not null,
  flags          text[]      not null,
  crime_group    uuid,
  at             point generated always as (point(easting, northing)) stored,
  words          tsvector generated always as (
    setweight(to_tsvector('simple'::regconfig, records.fold(address)), 'B')
    || setweight(to_tsvector('english'::regconfig, records.plain(narrative || ' ' || method)), 'C')
    || setweight(to_tsvector('simple'::regconfig, records.fold(narrative || ' ' || method)), 'C')) stored,
  constraint crime_pk primary key (force, crime),
  constraint crime_reference unique (force, reference)
);
create index crime_words on records.crime using gin (words);
create index crime_at on records.crime using gist (at);
create index crime_place on records.crime (force, place, committed_from) where place is not null;
create index crime_latest on records.crime (force, recorded_at desc, crime desc);
create index crime_open on records.crime (force, recorded_at desc, crime desc) where status in ('UnderInvestigation', 'AwaitingSignOff', 'OutcomeGiven');

create table records.nominal (
  force      smallint    not null,
  nominal    uuid        not null,
  created_at timestamptz not null,
  name       text,
  born       text,
  born_first date,
  born_last  date,
  sex        text,
  address    text,
  constraint nominal_pk primary key (force, nominal)
);
create index nominal_born on records.nominal (force, born_first);

create table records.nominal_name (
  force   smallint not null,
  nominal uuid     not null,
  name    text     not null,
  folded  text     generated always as (records.fold(name)) stored,
  sounds  text[]   generated always as (records.sounds(name)) stored,
  constraint nominal_name_pk primary key (force, nominal, name)
);
create index nominal_name_folded on records.nominal_name (force, folded text_pattern_ops);
create index nominal_name_sounds on records.nominal_name using gin (sounds);
create index nominal_name_alike on records.nominal_name using gin (folded public.gin_trgm_ops);

create table records.place (
  force    smallint not null,
  place    uuid     not null,
  address  text     not null,
  postcode text,
  uprn     text,
  easting  float8,
  northing float8,
  at       point    generated always as (point(easting, northing)) stored,
  folded   text     generated always as (' ' || records.fold(address)) stored, -- each word has a space before it, to search by its beginning
  constraint place_pk primary key (force, place)
);
create index place_folded on records.place using gin (folded public.gin_trgm_ops);
create index place_at on records.place using gist (at);
create index place_uprn on records.place (force, uprn) where uprn is not null;

create table records.vehicle (
  force   smallint not null,
  vehicle uuid     not null,
  vrm     text,
  make    text,
  model   text,
  colour  text,
  words   text,
  constraint vehicle_pk primary key (force, vehicle)
);
create index vehicle_vrm on records.vehicle using gin (vrm public.gin_trgm_ops);

create table records.communication (
  force         smallint not null,
  communication uuid     not null,
  kind          text     not null,
  value         text     not null,
  shown         text     not null,
  backwards     text     generated always as (reverse(value)) stored,
  constraint communication_pk primary key (force, communication)
);
create index communication_value on records.communication (force, value text_pattern_ops);
create index communication_backwards on records.communication (force, backwards text_pattern_ops);

create table records.organisation (
  force          smallint not null,
  organisation   uuid     not null,
  name           text     not null,
  company_number text,
  words          text,
  folded         text     generated always as (records.fold(name)) stored,
  constraint organisation_pk primary key (force, organisation)
);
create index organisation_folded on records.organisation using gin (folded public.gin_trgm_ops);

create table records.account (
  force    smallint not null,
  account  uuid     not null,
  kind     text     not null,
  provider text,
  number   text     not null,
  key      text     not null,
  constraint account_pk primary key (force, account)
);
create index account_key on records.account (force, key text_pattern_ops);

-- Each link twice, once for each end; never deleted, so that a page can be shown as at a moment.
create table records.link (
  force       smallint    not null,
  record      uuid        not null,
  link        uuid        not null,
  outward     boolean     not null,
  kind        text        not null,
  other       uuid        not null,
  other_kind  text        not null,
  role        text        not null,
  confidence  text        not null,
  since       date,
  until       date,
  linked_at   timestamptz not null,
  unlinked_at timestamptz,
  constraint link_pk primary key (force, record, link, outward)
);

create table records.marker (
  force       smallint    not null,
  record      uuid        not null,
  marker      uuid        not null,
  list        text        not null,
  code        text        not null,
  words       text        not null,
  evidence_on date        not null,
  review_by   date        not null,
  added_at    timestamptz not null,
  ended_at    timestamptz,
  constraint marker_pk primary key (force, record, marker)
);
