-- A laboratory examines for other forces too: their crime is in their own records, here stand its reference and whose it is.
alter table evidence.submission
  alter column crime drop not null,
  add column client text,
  add column client_reference text,
  add constraint submission_for check ((crime is null) = (client is not null));
create index submission_client on evidence.submission (force, client) where client is not null and closed_at is null;
