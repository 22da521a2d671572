-- What came under a key is done by the process that began it, until that is gone.
alter table receipt add column owner varchar(64) not null default '';
alter table receipt drop column running_until;
