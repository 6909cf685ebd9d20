-- What stands for or against letting an exhibit go: the holds on it, and whether its disposal is proposed.
create table evidence.keeping (
  force       smallint not null,
  exhibit     uuid     not null,
  holds       uuid[]   not null,
  proposed_by uuid,
  proposed_at timestamptz,
  constraint keeping_pk primary key (force, exhibit)
);

-- By which rule each exhibit is kept and until when, worked out from the definitions in force (rules: a hash of them all). Nobody's record.
create table evidence.retention (
  force     smallint not null,
  exhibit   uuid     not null,
  rule      text     not null,
  due_at    timestamptz,
  automatic boolean  not null,
  rules     text     not null,
  constraint retention_pk primary key (force, exhibit)
);
create index retention_due on evidence.retention (force, due_at, exhibit) where due_at is not null;
create index retention_due_of_rule on evidence.retention (force, rule, due_at, exhibit) where due_at is not null;
create index retention_automatic on evidence.retention (due_at) where automatic and due_at is not null;
