-- How each word of where a person lives sounds: whoever searches seldom has the whole address. Filled by ./bluelamp rebuild for what was said before.
alter table records.appearance add column places text;
