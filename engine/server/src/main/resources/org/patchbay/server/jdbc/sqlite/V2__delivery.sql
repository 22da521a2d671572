-- "key" is a word of MySQL, and the statements are the same for both.
alter table token rename column "key" to name;

-- A job that is not to be run any more stays as a letter: dead or unknown, until somebody decides or it is forgotten.
alter table job add column state text not null default 'waiting';
alter table job add column reason text;
alter table job add column ended_at integer;
create index job_by_end on job (ended_at, id) where ended_at is not null;

-- Keys of callers, so that what was sent twice is done once.
create table receipt (
    scope text not null,
    name text not null,
    fingerprint text not null,
    execution text not null,
    running_until integer not null,
    status integer,
    sealed blob,
    expires_at integer not null,
    primary key (scope, name)
) strict, without rowid;
create index receipt_by_end on receipt (expires_at);
