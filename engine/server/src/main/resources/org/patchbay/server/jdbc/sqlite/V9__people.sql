-- People who administer, with their passwords as hashes.
create table person (
    name text primary key,
    role text not null,
    password text not null,
    stamp text not null,
    created_at integer not null
) strict, without rowid;

-- Who changed what; each entry has the hash of the one before in its own.
create table audit (
    number integer primary key,
    at integer not null,
    who text not null,
    what text not null,
    outcome text not null,
    hash text not null
) strict;

create table audit_head (
    id integer primary key,
    number integer not null,
    hash text not null
) strict;
insert into audit_head (id, number, hash) values (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');
