-- A person's page asks with whom they are a pair.
create index person_pair_one on records.person_pair (force, one);
create index person_pair_other on records.person_pair (force, other);
