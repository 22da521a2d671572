-- What waits of a call centre, and what could not be delivered, is found and counted without reading all jobs.
create index job_by_call_centre on job (call_centre, state);
