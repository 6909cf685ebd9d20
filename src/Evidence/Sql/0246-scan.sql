alter table evidence.exhibit add column quarantine text;
