-- When the words of a message were erased: who was written to, and when, stays.
alter table kernel.message add column erased_at timestamptz;
create index message_words on kernel.message (queued_at) where erased_at is null;
