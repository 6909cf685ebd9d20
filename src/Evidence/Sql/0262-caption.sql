-- Captions of recordings: every version of every language. The text lies in the store under its hash.
create table evidence.caption (
  force      smallint    not null,
  exhibit    uuid        not null,
  language   text        not null,
  version    int         not null,
  cues       int         not null,
  sha256     bytea       not null,
  bytes      bigint      not null,
  written_at timestamptz not null,
  written_by uuid        not null,
  constraint caption_pk primary key (force, exhibit, language, version)
);
create index caption_content on evidence.caption (sha256);
