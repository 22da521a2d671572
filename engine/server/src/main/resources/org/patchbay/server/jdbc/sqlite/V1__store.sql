-- Times are nanoseconds since 1970 in UTC. Columns named "sealed" hold what only the vault can read.

-- A known text, sealed: opens only under the key that everything else here was sealed with.
create table vault_check (
    id integer primary key check (id = 1),
    sealed blob not null
) strict;

create table execution (
    id text primary key,
    call_centre text not null,
    trigger_name text not null,
    status text not null,
    call_id text,
    started_at integer not null,
    revision integer not null,
    document text not null
) strict;
create index execution_by_call_centre on execution (call_centre, id);
create index execution_by_call on execution (call_id, id) where call_id is not null;
create index execution_by_start on execution (started_at);
create index execution_that_failed on execution (id) where status in ('failed', 'timed-out', 'partial');

create table execution_step (
    execution text not null,
    integrator text not null,
    endpoint text not null,
    primary key (integrator, execution, endpoint)
) strict, without rowid;
create index execution_step_by_endpoint on execution_step (endpoint, execution);
create index execution_step_by_execution on execution_step (execution);

create table call_memory (
    call_centre text not null,
    integrator text not null,
    call_id text not null,
    name text not null,
    sealed blob not null,
    until integer not null,
    primary key (call_centre, integrator, call_id, name)
) strict, without rowid;
create index call_memory_by_end on call_memory (until);

create table token (
    key text primary key,
    version integer not null,
    sealed blob not null,
    obtained_at integer not null,
    expires_at integer
) strict, without rowid;

create table field (
    integrator text not null,
    name text not null,
    sealed blob not null,
    primary key (integrator, name)
) strict, without rowid;

create table integrator_state (
    integrator text primary key,
    word text not null,
    reason text not null
) strict, without rowid;

create table agent_option (
    call_centre text not null,
    agent text not null,
    name text not null,
    ticked integer not null,
    primary key (call_centre, agent, name)
) strict, without rowid;

create table revision (
    number integer primary key autoincrement,
    hash text not null,
    author text not null,
    accepted_at integer not null
) strict;

-- A text that many revisions share is kept once.
create table document (
    hash text primary key,
    content text not null
) strict, without rowid;

create table revision_document (
    revision integer not null,
    path text not null,
    document text not null,
    primary key (revision, path)
) strict, without rowid;

create table secret (
    name text primary key,
    sealed blob not null,
    set_at integer not null
) strict, without rowid;

create table api_key (
    id text primary key,
    hash text not null unique,
    kind text not null,
    call_centre text,
    role text,
    origins text not null,
    created_at integer not null
) strict, without rowid;

-- Jobs of a lane run in the order of their numbers.
create table job (
    number integer primary key,
    id text not null unique,
    lane text not null,
    call_centre text not null,
    execution text not null,
    integrator text not null,
    endpoint text not null,
    trigger_name text not null,
    only_integrator text,
    event_id text,
    received_at integer not null,
    sealed blob not null,
    revision integer not null,
    attempts integer not null,
    accepted_at integer not null,
    due integer not null,
    begun integer not null default 0
) strict;
create index job_by_execution on job (execution);

create table job_result (
    execution text not null,
    integrator text not null,
    endpoint text not null,
    sealed blob not null,
    accepted_at integer not null,
    primary key (execution, integrator, endpoint)
) strict, without rowid;
create index job_result_by_time on job_result (accepted_at);
