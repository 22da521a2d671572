-- Calls whose end has not come, and when each is to be ended at the latest.
create table open_call (
    call_centre text not null,
    integrator text not null,
    call_id text not null,
    until integer not null,
    primary key (call_centre, integrator, call_id)
) strict, without rowid;
create index open_call_until on open_call (until);
