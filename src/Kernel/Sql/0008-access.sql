-- Staff as the ledger tells of them.
create table kernel.staff (
  force       smallint    not null,
  person      uuid        not null,
  username    text        not null,
  name        text        not null,
  collar      text,
  email       text,
  roles       text[]      not null default '{}',
  suspended   boolean     not null default false,
  enrolled_at timestamptz not null,
  version     int         not null,
  constraint staff_pk primary key (force, person)
);
create index staff_name on kernel.staff (force, name, person);

-- What proves who somebody is. Never in the ledger: secrets must be replaceable and erasable.
create table kernel.credential (
  force         smallint    not null,
  person        uuid        not null,
  username      text        not null,
  password_hash text        not null,
  temporary     boolean     not null,
  totp_secret   bytea,
  totp_step     bigint      not null default 0,
  failures      int         not null default 0,
  locked_until  timestamptz,
  constraint credential_pk primary key (force, person),
  constraint credential_username unique (force, username)
);
create table kernel.recovery_code (
  force  smallint not null,
  person uuid     not null,
  hash   bytea    not null,
  constraint recovery_code_pk primary key (force, person, hash)
);

-- Who is signed in. The browser holds a random token; here is only its hash.
create table kernel.session (
  force             smallint    not null,
  session           uuid        not null,
  token_hash        bytea       not null,
  person            uuid        not null,
  created_at        timestamptz not null,
  seen_at           timestamptz not null,
  purpose_code      text,
  purpose_reference text,
  address           text        not null,
  agent             text        not null,
  constraint session_pk primary key (force, session),
  constraint session_token unique (force, token_hash)
);
create index session_person on kernel.session (force, person);

-- Restricted records that a session has opened by breaking the glass.
create table kernel.session_key (
  force   smallint    not null,
  session uuid        not null,
  record  uuid        not null,
  until   timestamptz not null,
  constraint session_key_pk primary key (force, session, record),
  constraint session_key_session foreign key (force, session) references kernel.session on delete cascade
);

-- Who closed a record, and since when.
alter table kernel.restriction add column closed_by uuid, add column closed_at timestamptz;

-- Restricted records that were opened by a stated reason, until somebody judged it.
create table kernel.glass (
  force       smallint    not null,
  glass       uuid        not null,
  record      uuid        not null,
  person      uuid        not null,
  reason      text        not null,
  broken_at   timestamptz not null,
  until       timestamptz not null,
  reviewed_at timestamptz,
  reviewed_by uuid,
  justified   boolean,
  comment     text,
  constraint glass_pk primary key (force, glass)
);
create index glass_broken on kernel.glass (force, broken_at desc, glass);
