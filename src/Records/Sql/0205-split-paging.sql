-- The list of people who may be two is leafed through: those on whom most hangs first, then those who are least likely one.
create index split_proposal_harm on records.split_proposal (force, harm desc, probability, split);
