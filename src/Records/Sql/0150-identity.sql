-- Who is who: a nominal may be another name of somebody, and an appearance may be somebody else's than its home's. Rows are only ever added; the latest
-- of a pointer counts, so that a page can be shown as at a moment and undoing is one row more.
create table records.nominal_alias (
  force    smallint    not null,
  nominal  uuid        not null,
  decision uuid        not null,
  identity uuid, -- nothing: it is somebody by itself again
  since    timestamptz not null,
  constraint nominal_alias_pk primary key (force, nominal, decision)
);
create index nominal_alias_identity on records.nominal_alias (force, identity);

-- Each decision stands on two streams, and either of them may be disposed of: so each has rows of its own.
create table records.appearance_move (
  force    smallint    not null,
  home     uuid        not null,
  version  int         not null,
  decision uuid        not null,
  stream   uuid        not null,
  identity uuid, -- nothing: it is its home's again
  said_at  timestamptz not null,
  since    timestamptz not null,
  constraint appearance_move_pk primary key (force, home, version, decision, stream)
);
create index appearance_move_identity on records.appearance_move (force, identity);
create index appearance_move_stream on records.appearance_move (force, stream);

-- A name goes with the appearance that said it. Rows from before have none (0) and go with their home; a rebuild gives them theirs.
alter table records.nominal_name add column version int not null default 0;
alter table records.nominal_name drop constraint nominal_name_pk;
alter table records.nominal_name add constraint nominal_name_pk primary key (force, nominal, version, name);

-- Who is meant by an id, now or as at a moment. Any id may be asked: one that is no alias means itself.
create function records.who(f smallint, n uuid, t timestamptz default null) returns uuid
language plpgsql stable parallel safe as $$
declare
  next uuid;
begin
  for hop in 1..100 loop
    select a.identity into next
      from records.nominal_alias a
     where a.force = f and a.nominal = n and (t is null or a.since <= t)
     order by a.since desc, a.decision desc
     limit 1;
    if next is null then
      return n;
    end if;
    n := next;
  end loop;
  return n;
end $$;

-- Whose an appearance is.
create function records.whose(f smallint, h uuid, v int, t timestamptz default null) returns uuid
language plpgsql stable parallel safe as $$
declare
  moved uuid;
begin
  select m.identity into moved
    from records.appearance_move m
   where m.force = f and m.home = h and m.version = v and (t is null or m.since <= t)
   order by m.since desc, m.decision desc
   limit 1;
  return records.who(f, coalesce(moved, h), t);
end $$;

-- Whose that is which was written of a record in one moment, such as a link: it goes with the appearance of that moment.
create function records.whose_at(f smallint, h uuid, said timestamptz, t timestamptz default null) returns uuid
language plpgsql stable parallel safe as $$
declare
  moved uuid;
begin
  select m.identity into moved
    from records.appearance_move m
   where m.force = f and m.home = h and m.said_at = said and (t is null or m.since <= t)
   order by m.since desc, m.decision desc
   limit 1;
  return records.who(f, coalesce(moved, h), t);
end $$;

-- Every nominal that holds, or once held, something of an identity; what is really its own, records.whose and records.whose_at say.
create function records.homes(f smallint, i uuid, t timestamptz default null) returns table (force smallint, identity uuid, home uuid)
language sql stable parallel safe rows 2 as $$
  with recursive part(n) as (
    select i
    union
    select a.nominal
      from part p
      join records.nominal_alias a on a.force = f and a.identity = p.n and (t is null or a.since <= t)
     where records.who(f, a.nominal, t) = i
  )
  select f, i, p.n from part p
  union
  select f, i, m.home
    from part p
    join records.appearance_move m on m.force = f and m.identity = p.n and (t is null or m.since <= t)
$$;
