-- A file is found by its whole name and by the parts of it: dots and underlines stand between words, as they do in what is asked.
alter table evidence.exhibit drop column words;
alter table evidence.exhibit
  add column words tsvector not null generated always as (
    to_tsvector('simple'::regconfig, records.fold(coalesce(description, '') || ' ' || translate(coalesce(name, ''), '._', '  ')))
    || to_tsvector('english'::regconfig, records.plain(coalesce(description, '')))) stored;
create index exhibit_words on evidence.exhibit using gin (words);
