-- Captions that are shown no longer stay, with who withdrew them and why.
alter table evidence.caption
  add column withdrawn_at  timestamptz,
  add column withdrawn_by  uuid,
  add column withdrawn_why text;
