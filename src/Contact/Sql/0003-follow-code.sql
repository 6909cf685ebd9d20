-- The hash of the one-time code that was sent last to somebody who lost theirs. Until when it works, the report itself knows.
alter table contact.report add column once_hash text;
