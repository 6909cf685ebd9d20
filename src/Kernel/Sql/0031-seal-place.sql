-- Finds the batch that holds an entry, from the entry's place.
create index seal_upto on kernel.seal (force, log, upto_xid, upto_position);
