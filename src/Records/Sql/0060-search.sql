-- Two words of a name together, as they sound: who is asked for by two words is found in one short list, not where two long ones meet
-- (fifty thousand people sound like Jones, and as many like Siân). The words stand in the order of the alphabet, so that a reversed name is the same.
create function records.sounds_together(t text) returns text[]
language sql immutable strict parallel safe
return array(
  with word as (
    select w.n, s.sound collate "C" as sound
      from unnest(string_to_array(records.fold(t), ' ')) with ordinality w(word, n)
      cross join lateral (values (public.dmetaphone(w.word)), (public.dmetaphone_alt(w.word))) s(sound)
     where s.sound <> '' and w.word not in ('ap', 'ab', 'ferch', 'verch'))
  select distinct least(a.sound, b.sound) || ' ' || greatest(a.sound, b.sound) from word a join word b on a.n < b.n);

alter table records.nominal_name add column together text[] generated always as (records.sounds_together(name)) stored;
create index nominal_name_together on records.nominal_name using gin (together);

-- What asks for a word in what happened: as it is written, and in English by its stem. Said once when both are the same: each costs a list to read.
create function records.asked(word text) returns tsquery
language sql immutable strict parallel safe
return case plainto_tsquery('english'::regconfig, records.plain(word))
  when plainto_tsquery('simple'::regconfig, records.fold(word)) then plainto_tsquery('simple'::regconfig, records.fold(word))
  else plainto_tsquery('simple'::regconfig, records.fold(word)) || plainto_tsquery('english'::regconfig, records.plain(word))
end;
