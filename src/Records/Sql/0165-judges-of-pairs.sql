-- How many people judge a pair before it is decided: two for one in ten, as PersonPair.IsForTwo chooses them.
alter table records.person_pair add column judges smallint not null default 1;
update records.person_pair set judges = 2 where get_byte(uuid_send(pair), 15) % 10 = 0;
alter table records.person_pair alter column judges drop default;
