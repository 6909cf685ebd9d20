-- Pairs of people who may be one: what the engine proposes for a person to judge, and what each person said of them.
create table records.person_pair (
  force       smallint    not null,
  pair        uuid        not null,
  one         uuid        not null,
  other       uuid        not null,
  weight      float8      not null,
  probability float8      not null,
  reasons     text[]      not null,
  harm        int         not null,
  urgency     float8      not null, -- how unsure the engine is, times how much hangs on it
  proposed_at timestamptz not null,
  constraint person_pair_pk primary key (force, pair)
);
create index person_pair_urgency on records.person_pair (force, urgency desc, pair);

create table records.pair_judgement (
  force     smallint    not null,
  pair      uuid        not null,
  person    uuid        not null,
  one       uuid        not null,
  other     uuid        not null,
  verdict   text        not null,
  judged_at timestamptz not null,
  constraint pair_judgement_pk primary key (force, pair, person)
);
