-- The Merkle logs: for each force one of its ledger and one of its consultation log.

-- A batch of entries that became leaves, in tree order. It holds everything from where the last batch ended, up to (upto_xid, upto_position).
create table kernel.seal (
  force         smallint    not null,
  log           text        not null,
  first_index   bigint      not null,
  size          int         not null,
  positions     bigint[]    not null,
  upto_xid      xid8        not null,
  upto_position bigint      not null,
  at            timestamptz not null,
  digest        bytea       not null,
  constraint seal_pk primary key (force, log, first_index)
);

-- Up to 256 hashes of a level of the tree (C2SP tlog-tiles). The newest of each level is partial and grows.
create table kernel.tile (
  force  smallint not null,
  log    text     not null,
  level  smallint not null,
  number bigint   not null,
  width  smallint not null,
  hashes bytea    not null,
  constraint tile_pk primary key (force, log, level, number)
);
alter table kernel.tile alter column hashes set storage external;

-- Signed checkpoints: the newest, and the last of each hour before it.
create table kernel.checkpoint (
  force smallint    not null,
  log   text        not null,
  size  bigint      not null,
  note  text        not null,
  at    timestamptz not null,
  constraint checkpoint_pk primary key (force, log, size)
);

-- Public keys, each good for checkpoints from its size on, up to the next key's. The key before it signs for it.
create table kernel.seal_key (
  force       smallint    not null,
  log         text        not null,
  number      int         not null,
  from_size   bigint      not null,
  key         text        not null,
  endorsement text,
  at          timestamptz not null,
  constraint seal_key_pk primary key (force, log, number)
);
