-- People who administer, with their passwords as hashes.
create table person (
    name varchar(191) primary key,
    role varchar(32) not null,
    password varchar(255) not null,
    stamp varchar(64) not null,
    created_at bigint not null
) character set utf8mb4 collate utf8mb4_bin;

-- Who changed what; each entry has the hash of the one before in its own.
create table audit (
    number bigint primary key,
    at bigint not null,
    who varchar(191) not null,
    what varchar(1024) not null,
    outcome varchar(191) not null,
    hash char(64) not null
) character set utf8mb4 collate utf8mb4_bin;

create table audit_head (
    id int primary key,
    number bigint not null,
    hash char(64) not null
) character set utf8mb4 collate utf8mb4_bin;
insert into audit_head (id, number, hash) values (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');
