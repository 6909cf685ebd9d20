create table evidence.share (
  force        smallint    not null,
  share        uuid        not null,
  record       uuid,
  recipient    text        not null,
  organisation text,
  kind         text        not null,
  basis        text        not null,
  mode         text        not null,
  code_hash    text        not null,
  until        timestamptz not null,
  made_at      timestamptz not null,
  made_by      uuid        not null,
  revoked_at   timestamptz,
  revoked_why  text,
  constraint share_pk primary key (force, share)
);
create unique index share_code on evidence.share (code_hash);
create index share_newest on evidence.share (force, made_at desc, share desc);
create index share_record on evidence.share (force, record, made_at desc, share desc) where record is not null;

create table evidence.share_item (
  force   smallint not null,
  share   uuid     not null,
  exhibit uuid     not null,
  constraint share_item_pk primary key (force, share, exhibit)
);
create index share_item_exhibit on evidence.share_item (force, exhibit);

create table evidence.share_access (
  force   smallint    not null,
  stream  uuid        not null,
  version int         not null,
  share   uuid        not null,
  exhibit uuid,
  act     text        not null,
  at      timestamptz not null,
  network text        not null,
  constraint share_access_pk primary key (force, stream, version)
);
create index share_access_newest on evidence.share_access (force, share, at desc, stream desc);

create table evidence.watermark (
  force   smallint    not null,
  exhibit uuid        not null,
  share   uuid        not null,
  sha256  bytea,
  bytes   bigint,
  type    text,
  failed  text,
  made_at timestamptz not null,
  constraint watermark_pk primary key (force, exhibit, share)
);
create index watermark_content on evidence.watermark (sha256);
