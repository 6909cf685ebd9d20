-- Words of which each begins so, in any order: how published places are searched.
create function records.begins(word text) returns tsquery
language sql immutable strict parallel safe
return to_tsquery('simple'::regconfig, nullif(replace(records.fold(word), ' ', ':* & ') || ':*', ':*'));

create function records.street_words(location text, lsoa_name text, lsoa text) returns tsvector
language sql immutable parallel safe
return to_tsvector('simple'::regconfig, records.fold(location || ' ' || lsoa_name || ' ' || lsoa));

-- Words of the places at which crimes were published. A table of its own, filled after a file is loaded: a loader does not wait for an index of words.
create table records.street_text (
  force smallint not null,
  place bigint   not null,
  words tsvector not null,
  constraint street_text_pk primary key (force, place)
);
create index street_text_words on records.street_text using gin (words);

insert into records.street_text (force, place, words)
select p.force, p.place, records.street_words(p.location, p.lsoa_name, p.lsoa)
  from records.street_place p
 where exists (select from records.street_crime c where c.force = p.force and c.place = p.place);
