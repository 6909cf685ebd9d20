-- Words of which each begins so, in any order: how published places are searched.
create function records.begins(word text) returns tsquery
language sql immutable strict parallel safe
return to_tsquery('simple'::regconfig, nullif(replace(records.fold(word), ' ', ':* & ') || ':*', ':*'));

create index street_place_words on records.street_place using gin (to_tsvector('simple'::regconfig, records.fold(location || ' ' || lsoa_name || ' ' || lsoa)));
