create table evidence.frame (
  force   smallint not null,
  exhibit uuid     not null,
  frame   integer  not null,
  band    integer  not null,
  key     integer  not null,
  hash    bigint   not null,
  constraint frame_pk primary key (force, exhibit, frame, band)
);
create index frame_alike on evidence.frame (force, frame, band, key) include (exhibit, hash);
