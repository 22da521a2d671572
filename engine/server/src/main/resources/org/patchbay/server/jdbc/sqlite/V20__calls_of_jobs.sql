-- Of which call a job is: an execution of which nothing has ended is told by its jobs. Empty for jobs of older versions.
alter table job add column call_id text;
create index job_by_call on job (call_id);
