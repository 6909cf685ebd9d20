-- The number of the house where a person lives: who searches tells a number and a street, seldom a whole address. Filled by ./bluelamp rebuild for what was
-- said before.
alter table records.appearance add column house text;
