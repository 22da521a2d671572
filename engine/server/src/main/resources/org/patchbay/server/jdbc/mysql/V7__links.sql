-- Integrators that stand in no document.
create table integrator (
    name varchar(191) not null,
    sealed longblob not null,
    principal varchar(191),
    version bigint not null,
    made_at bigint not null,
    primary key (name)
) character set utf8mb4 collate utf8mb4_bin;

-- The last change of each, so that other processes hear of it.
create table integrator_change (
    number bigint primary key auto_increment,
    name varchar(191) not null unique
) character set utf8mb4 collate utf8mb4_bin;

-- Outside identities that have authorised integrators.
create table principal (
    id varchar(191) not null,
    call_centre varchar(191) not null,
    sealed longblob not null,
    made_at bigint not null,
    primary key (id),
    index principal_by_call_centre (call_centre, made_at)
) character set utf8mb4 collate utf8mb4_bin;
