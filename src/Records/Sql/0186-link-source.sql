-- Where a link comes from, in words, so that each is shown with it.
alter table records.link add column source text not null default '';
