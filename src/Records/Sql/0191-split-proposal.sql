-- People who may be two, as the engine proposes it: what waits for a person to judge.
create table records.split_proposal (
  force       smallint    not null,
  split       uuid        not null,
  nominal     uuid        not null,
  homes       uuid[]      not null, -- of the appearances that would leave
  versions    int[]       not null,
  probability float8      not null, -- that it is one person all the same
  reasons     text[]      not null,
  harm        int         not null,
  proposed_at timestamptz not null,
  constraint split_proposal_pk primary key (force, split)
);
create index split_proposal_nominal on records.split_proposal (force, nominal);
