-- What can be compared of everything that was said of people, and under which keys it is found: what the linkage engine asks for as a report comes in.
create table records.appearance (
  force        smallint not null,
  nominal      uuid     not null, -- its home
  version      int      not null,
  way          smallint not null, -- by their name, or by another that they go by
  first_name   text,
  middle_names text,
  surname      text,
  born         text,
  born_from    int,
  born_to      int,
  sex          text,
  postcode     text,
  address      text,
  phones       text,
  emails       text,
  keys         bigint[] not null,
  constraint appearance_pk primary key (force, nominal, version, way)
);
create index appearance_keys on records.appearance using gin (keys) with (fastupdate = off);

-- How common a name is, the planner's figures say: the thousand commonest of each by themselves, the others on average.
alter table records.appearance alter column first_name set statistics 1000;
alter table records.appearance alter column middle_names set statistics 300;
alter table records.appearance alter column surname set statistics 1000;
alter table records.appearance alter column keys set statistics 10;
