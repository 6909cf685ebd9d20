-- The sounds of a name in the order of the alphabet: the same name gives the same row each time it is written.
create or replace function records.sounds(t text) returns text[]
language sql immutable strict parallel safe
return array(
  select distinct k collate "C"
    from unnest(string_to_array(records.fold(t), ' ')) w
    cross join lateral (values (public.dmetaphone(w)), (public.dmetaphone_alt(w))) s(k)
   where k <> '' and w not in ('ap', 'ab', 'ferch', 'verch')
   order by 1);

create or replace function records.sounds_together(t text) returns text[]
language sql immutable strict parallel safe
return array(
  with word as (
    select w.n, s.sound collate "C" as sound
      from unnest(string_to_array(records.fold(t), ' ')) with ordinality w(word, n)
      cross join lateral (values (public.dmetaphone(w.word)), (public.dmetaphone_alt(w.word))) s(sound)
     where s.sound <> '' and w.word not in ('ap', 'ab', 'ferch', 'verch'))
  select distinct least(a.sound, b.sound) || ' ' || greatest(a.sound, b.sound) from word a join word b on a.n < b.n order by 1);
