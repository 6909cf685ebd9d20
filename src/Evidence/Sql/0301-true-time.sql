-- When something was made, by the true time: what a recorder's clock said, less how far it was ahead.
alter table evidence.exhibit add column clock_ahead int;
update evidence.exhibit e
   set clock_ahead = said.ahead,
       made_from = e.made_from - make_interval(secs => said.ahead),
       made_until = e.made_until - make_interval(secs => said.ahead),
       found_at = e.found_at - make_interval(secs => said.ahead)
  from (select distinct on (l.force, l.stream) l.force, l.stream, (l.data -> 'said' ->> 'clockAheadSeconds')::int as ahead
          from kernel.ledger l
         where l.type in ('evidence.exhibit-received.v1', 'evidence.more-known.v1') and l.data is not null
         order by l.force, l.stream, l.version desc) said
 where said.force = e.force and said.stream = e.exhibit and said.ahead <> 0;
