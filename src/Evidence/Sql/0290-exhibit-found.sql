-- By what exhibits are found: the words that were said of them and the names of their files, when they were made, and where objects are.
alter table evidence.exhibit
  add column words tsvector not null generated always as (
    to_tsvector('simple'::regconfig, records.fold(coalesce(description, '') || ' ' || coalesce(name, '')))
    || to_tsvector('english'::regconfig, records.plain(coalesce(description, '')))) stored,
  add column whereabouts text;
update evidence.exhibit e
   set whereabouts = (select upper(left(l.data -> 'to' ->> 'status', 1)) || substr(l.data -> 'to' ->> 'status', 2)
                        from kernel.ledger l
                       where l.force = e.force and l.stream = e.exhibit
                         and l.type in ('evidence.object-taken-in.v1', 'evidence.object-passed-on.v1') and l.data is not null
                       order by l.version desc limit 1)
 where e.media = 'Thing';
create index exhibit_words on evidence.exhibit using gin (words);
create index exhibit_made on evidence.exhibit using gist (force, tstzrange(happened_at, greatest(happened_at, made_until), '[]'));
create index exhibit_whereabouts on evidence.exhibit (force, whereabouts, received_at desc, exhibit desc) where whereabouts is not null;
create index exhibit_short on evidence.exhibit (force, right(exhibit::text, 12));
