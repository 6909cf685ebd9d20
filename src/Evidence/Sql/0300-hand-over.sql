-- Objects that were handed to a member of staff who is yet to sign for them.
create table evidence.hand_over (
  force      smallint    not null,
  exhibit    uuid        not null,
  receiver   uuid        not null,
  giver      uuid        not null,
  reason     text        not null,
  seal       text,
  offered_at timestamptz not null,
  constraint hand_over_pk primary key (force, exhibit)
);
create index hand_over_waiting on evidence.hand_over (force, receiver, offered_at);

-- Signatures that were drawn for objects. The picture lies in the store under its hash.
create table evidence.signature (
  force     smallint    not null,
  exhibit   uuid        not null,
  sha256    bytea       not null,
  bytes     bigint      not null,
  signed_at timestamptz not null,
  constraint signature_pk primary key (force, exhibit, sha256)
);
create index signature_content on evidence.signature (sha256);
