-- How far each synchronization is.
create table synchronization (
    integrator text not null,
    endpoint text not null,
    kind text not null,
    sealed blob not null,
    primary key (integrator, endpoint, kind)
) strict, without rowid;

-- Where the pages of the synchronization under way began, so that none begins there twice.
create table synchronization_cursor (
    integrator text not null,
    endpoint text not null,
    kind text not null,
    mark blob not null,
    primary key (integrator, endpoint, kind, mark)
) strict, without rowid;

-- Contacts and agents, in the order in which they first came.
create table synchronized (
    number integer primary key autoincrement,
    integrator text not null,
    endpoint text not null,
    kind text not null,
    id text not null,
    mark blob not null,
    sealed blob not null,
    changed_at integer not null,
    unique (integrator, endpoint, kind, id)
) strict;
create index synchronized_by_owner on synchronized (integrator, kind, number);

-- Their phone numbers, as marks that only the vault can make.
create table synchronized_phone (
    integrator text not null,
    kind text not null,
    mark blob not null,
    item integer not null,
    primary key (integrator, kind, mark, item)
) strict, without rowid;
create index synchronized_phone_by_item on synchronized_phone (item);

-- When what runs by itself is due.
create table timer (
    integrator text not null,
    endpoint text not null,
    trigger_name text not null,
    due integer not null,
    primary key (integrator, endpoint, trigger_name)
) strict, without rowid;
