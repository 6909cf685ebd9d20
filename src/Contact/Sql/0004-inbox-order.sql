-- The order of the inbox: urgent first, then whoever waits longest. A report that is not assessed yet stands among the urgent ones, so that nobody
-- overlooks it.
alter table contact.report add column urgency int not null generated always as (
  case grade when 'E' then 0 when 'P' then 2 when 'S' then 3 when 'R' then 4 when 'O' then 5 when 'N' then 6 else 1 end) stored;
create index report_waiting on contact.report (force, urgency, submitted_at, report) where status in ('New', 'Taken');
create index report_settled on contact.report (force, urgency, submitted_at, report) where status not in ('New', 'Taken');

-- The nearest in time of a kind: for reports that may be about the same.
create index report_kind on contact.report (force, kind, submitted_at);
