-- Messages on their way out. Written in the transaction of the entry that asks for them; a worker sends them.
create table kernel.message (
  force      smallint    not null,
  message    uuid        not null,
  channel    text        not null,
  recipient  text        not null,
  subject    text        not null,
  body       text        not null,
  language   text        not null,
  about      uuid,
  queued_at  timestamptz not null,
  attempts   int         not null default 0,
  next_at    timestamptz not null,
  sent_at    timestamptz,
  failed     boolean     not null default false,
  error      text,
  constraint message_pk primary key (force, message)
);
create index message_waiting on kernel.message (next_at) where sent_at is null and not failed;
create index message_newest on kernel.message (force, queued_at desc, message);

-- The auditor pages by time.
create index consultation_at on kernel.consultation (force, at desc, position desc);
