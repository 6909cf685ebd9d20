-- Half-filled forms. Nobody's record: found only by a secret of which the hash stands here. The answers are emptied when the form is sent, and the
-- row goes an hour later; a form that is not sent goes after a week.
create table contact.draft (
  draft       uuid        not null,
  secret_hash bytea       not null,
  resume_hash bytea,
  form        text        not null,
  version     int         not null,
  answers     jsonb       not null,
  sent        boolean     not null default false,
  expires_at  timestamptz not null,
  constraint draft_pk primary key (draft),
  constraint draft_secret unique (secret_hash),
  constraint draft_resume unique (resume_hash)
);
create index draft_expires on contact.draft (expires_at);

-- What was answered to a program that may ask again with the same Idempotency-Key. The answer is sealed with the site's own keys.
create table contact.idempotency (
  force      smallint    not null,
  key_hash   bytea       not null,
  body_hash  bytea       not null,
  answer     text        not null,
  expires_at timestamptz not null,
  constraint idempotency_pk primary key (force, key_hash)
);
create index idempotency_expires on contact.idempotency (expires_at);
