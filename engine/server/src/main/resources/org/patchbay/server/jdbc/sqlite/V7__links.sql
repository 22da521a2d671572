-- Integrators that stand in no document.
create table integrator (
    name text not null,
    sealed blob not null,
    principal text,
    version integer not null,
    made_at integer not null,
    primary key (name)
) strict, without rowid;

-- The last change of each, so that other processes hear of it.
create table integrator_change (
    number integer primary key autoincrement,
    name text not null unique
) strict;

-- Outside identities that have authorised integrators.
create table principal (
    id text not null,
    call_centre text not null,
    sealed blob not null,
    made_at integer not null,
    primary key (id)
) strict, without rowid;
create index principal_by_call_centre on principal (call_centre, made_at);
