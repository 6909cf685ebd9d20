-- A GIN index postpones its work to a list of four megabytes, and whoever fills that list does all of it in one statement: a second or more, for which
-- reactions wait, because they read below the oldest transaction. Each entry now does its own small part.
drop index kernel.ledger_subjects;
create index ledger_subjects on kernel.ledger using gin (subjects) with (fastupdate = off);
drop index kernel.consultation_subjects;
create index consultation_subjects on kernel.consultation using gin (subjects) with (fastupdate = off);
