-- What waits is found by its channel first: messages of one that nobody sends on yet, or whose server is away, are not gone through for those of another.
create index message_due on kernel.message (channel, next_at) where sent_at is null and not failed;
drop index kernel.message_waiting;
