-- Places where contents lie besides the data folder. Nothing here: everything lies in the data folder.
create table evidence.place (
  place   smallint    not null generated always as identity,
  name    text        not null,
  address text        not null,
  role    text        not null,
  keeps   boolean     not null default false,
  since   timestamptz not null default clock_timestamp(),
  constraint place_pk primary key (place),
  constraint place_name unique (name),
  constraint place_role check (role in ('Hot', 'Cold', 'From'))
);
create unique index place_hot on evidence.place (role) where role = 'Hot';
create unique index place_cold on evidence.place (role) where role = 'Cold';

-- Where a content was moved to last, and found to be right. Nobody's record: a row goes with the last exhibit of its bytes.
create table evidence.lies (
  sha256 bytea       not null,
  place  smallint    not null,
  since  timestamptz not null default clock_timestamp(),
  wanted boolean     not null default false,
  constraint lies_pk primary key (sha256),
  constraint lies_place foreign key (place) references evidence.place (place)
);
create index lies_wanted on evidence.lies (sha256) where wanted;
create index lies_in on evidence.lies (place);

-- When a content was last opened; kept only where there is a cold place.
create table evidence.used (
  sha256 bytea       not null,
  at     timestamptz not null,
  constraint used_pk primary key (sha256)
);
