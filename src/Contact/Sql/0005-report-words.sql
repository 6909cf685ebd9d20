-- No question reads these any more: similar reports are found by place and kind, and then compared. Each cost every report its words three times over
-- (as it came, as it was assessed, as it was taken), and now and then the long second in which a list of postponed words is put into its index.
drop index contact.report_lexemes;
drop index contact.report_victim;
alter table contact.report drop column lexemes;
