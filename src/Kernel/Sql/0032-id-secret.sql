-- The fingerprint of the secret from which ids of phones, addresses and the like follow; the secret itself lies outside the database.
create table kernel.id_secret (
  single      boolean not null default true,
  fingerprint bytea   not null,
  constraint id_secret_pk primary key (single),
  constraint id_secret_single check (single)
);
-- A ledger that was begun before has ids that anybody can compute: no secret fits it.
insert into kernel.id_secret (fingerprint) select '' where exists (select from kernel.ledger);
