-- The same tables as those of SQLite, made of MySQL's types; what only several nodes need is at the end.
-- Times are nanoseconds since 1970 in UTC. Columns named "sealed" hold what only the vault can read.
-- Texts are compared byte by byte, as everywhere else.

create table vault_check (
    id int primary key,
    sealed longblob not null
) character set utf8mb4 collate utf8mb4_bin;

create table execution (
    id varchar(64) primary key,
    call_centre varchar(191) not null,
    trigger_name varchar(191) not null,
    status varchar(32) not null,
    call_id varchar(255),
    started_at bigint not null,
    revision bigint not null,
    document longtext not null,
    index execution_by_call_centre (call_centre, id),
    index execution_by_call (call_id, id),
    index execution_by_start (started_at),
    index execution_by_status (status, id)
) character set utf8mb4 collate utf8mb4_bin;

create table execution_step (
    execution varchar(64) not null,
    integrator varchar(191) not null,
    endpoint varchar(191) not null,
    primary key (integrator, execution, endpoint),
    index execution_step_by_endpoint (endpoint, execution),
    index execution_step_by_execution (execution)
) character set utf8mb4 collate utf8mb4_bin;

create table call_memory (
    call_centre varchar(128) not null,
    integrator varchar(128) not null,
    call_id varchar(255) not null,
    name varchar(191) not null,
    sealed longblob not null,
    until bigint not null,
    primary key (call_centre, integrator, call_id, name),
    index call_memory_by_end (until)
) character set utf8mb4 collate utf8mb4_bin;

create table token (
    name varchar(255) primary key,
    version bigint not null,
    sealed longblob not null,
    obtained_at bigint not null,
    expires_at bigint
) character set utf8mb4 collate utf8mb4_bin;

create table field (
    integrator varchar(191) not null,
    name varchar(191) not null,
    sealed longblob not null,
    primary key (integrator, name)
) character set utf8mb4 collate utf8mb4_bin;

create table integrator_state (
    integrator varchar(191) primary key,
    word varchar(64) not null,
    reason longtext not null
) character set utf8mb4 collate utf8mb4_bin;

create table agent_option (
    call_centre varchar(191) not null,
    agent varchar(255) not null,
    name varchar(191) not null,
    ticked int not null,
    primary key (call_centre, agent, name)
) character set utf8mb4 collate utf8mb4_bin;

create table revision (
    number bigint primary key auto_increment,
    hash varchar(64) not null,
    author varchar(255) not null,
    accepted_at bigint not null
) character set utf8mb4 collate utf8mb4_bin;

create table document (
    hash varchar(64) primary key,
    content longtext not null
) character set utf8mb4 collate utf8mb4_bin;

create table revision_document (
    revision bigint not null,
    path varchar(700) not null,
    document varchar(64) not null,
    primary key (revision, path)
) character set utf8mb4 collate utf8mb4_bin;

create table secret (
    name varchar(255) primary key,
    sealed longblob not null,
    set_at bigint not null
) character set utf8mb4 collate utf8mb4_bin;

create table api_key (
    id varchar(191) primary key,
    hash varchar(64) not null unique,
    kind varchar(8) not null,
    call_centre varchar(191),
    role varchar(64),
    origins longtext not null,
    created_at bigint not null
) character set utf8mb4 collate utf8mb4_bin;

create table job (
    number bigint primary key auto_increment,
    id varchar(700) not null unique,
    lane varchar(255) not null,
    call_centre varchar(191) not null,
    execution varchar(64) not null,
    integrator varchar(191) not null,
    endpoint varchar(191) not null,
    trigger_name varchar(191) not null,
    only_integrator varchar(191),
    event_id text,
    received_at bigint not null,
    sealed longblob not null,
    revision bigint not null,
    attempts int not null,
    accepted_at bigint not null,
    due bigint not null,
    begun int not null default 0,
    state varchar(16) not null default 'waiting',
    reason longtext,
    ended_at bigint,
    index job_by_lane (lane, state, number),
    index job_by_execution (execution),
    index job_by_end (ended_at, id)
) character set utf8mb4 collate utf8mb4_bin;

create table job_result (
    execution varchar(64) not null,
    integrator varchar(191) not null,
    endpoint varchar(191) not null,
    sealed longblob not null,
    accepted_at bigint not null,
    primary key (execution, integrator, endpoint),
    index job_result_by_time (accepted_at)
) character set utf8mb4 collate utf8mb4_bin;

create table receipt (
    scope varchar(255) not null,
    name varchar(255) not null,
    fingerprint varchar(64) not null,
    execution varchar(64) not null,
    running_until bigint not null,
    status int,
    sealed longblob,
    expires_at bigint not null,
    primary key (scope, name),
    index receipt_by_end (expires_at)
) character set utf8mb4 collate utf8mb4_bin;

-- A lane with a job that waits. One node at a time holds its lease; epoch counts the holders, so that one who came to a
-- standstill and woke up again can be told from the one who went on. Leases end by the clock of the database, in microseconds.
create table lane (
    lane varchar(255) primary key,
    call_centre varchar(191) not null,
    priority int not null,
    due bigint not null,
    head bigint not null,
    lease_until bigint not null default 0,
    owner varchar(64),
    epoch bigint not null default 0,
    index lane_by_turn (call_centre, priority, due, head),
    index lane_by_due (due),
    index lane_by_owner (owner)
) character set utf8mb4 collate utf8mb4_bin;

-- The nodes that run, and the revision that each of them serves.
create table node (
    id varchar(64) primary key,
    name varchar(255) not null,
    revision bigint not null,
    seen_at bigint not null
) character set utf8mb4 collate utf8mb4_bin;
