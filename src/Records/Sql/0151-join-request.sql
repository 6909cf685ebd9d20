-- What waits for a second person.
create table records.join_request (
  force        smallint    not null,
  decision     uuid        not null,
  survivor     uuid        not null,
  other        uuid        not null,
  reason       text        not null,
  requested_by uuid        not null,
  requested_at timestamptz not null,
  constraint join_request_pk primary key (force, decision)
);
