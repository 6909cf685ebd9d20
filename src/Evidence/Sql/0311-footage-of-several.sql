-- A request to the owner of several cameras names the others here; the first of them is the one whose footage runs out first.
alter table evidence.footage add column also uuid[] not null default '{}';
create index footage_also on evidence.footage using gin (also);
