-- Reports that are closed, but whose reporter wrote since: they stand in the inbox again until somebody answers or says that it needs no answer.
create index report_written_after on contact.report (force, urgency, submitted_at, report)
  where status not in ('New', 'Taken') and waiting_for = 'handler';
