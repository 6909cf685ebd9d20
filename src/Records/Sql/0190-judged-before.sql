-- What people said of a pair before it was proposed again: it is kept and told, and counts no more.
alter table records.pair_judgement add column is_before boolean not null default false;
