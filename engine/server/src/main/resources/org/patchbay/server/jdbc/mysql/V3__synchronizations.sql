-- How far each synchronization is.
create table synchronization (
    integrator varchar(191) not null,
    endpoint varchar(191) not null,
    kind varchar(16) not null,
    sealed longblob not null,
    primary key (integrator, endpoint, kind)
) character set utf8mb4 collate utf8mb4_bin;

-- Where the pages of the synchronization under way began, so that none begins there twice.
create table synchronization_cursor (
    integrator varchar(191) not null,
    endpoint varchar(191) not null,
    kind varchar(16) not null,
    mark varbinary(64) not null,
    primary key (integrator, endpoint, kind, mark)
) character set utf8mb4 collate utf8mb4_bin;

-- Contacts and agents, in the order in which they first came.
create table synchronized (
    number bigint primary key auto_increment,
    integrator varchar(191) not null,
    endpoint varchar(191) not null,
    kind varchar(16) not null,
    id varchar(255) not null,
    mark varbinary(64) not null,
    sealed longblob not null,
    changed_at bigint not null,
    unique (integrator, endpoint, kind, id),
    index synchronized_by_owner (integrator, kind, number)
) character set utf8mb4 collate utf8mb4_bin;

-- Their phone numbers, as marks that only the vault can make.
create table synchronized_phone (
    integrator varchar(191) not null,
    kind varchar(16) not null,
    mark varbinary(64) not null,
    item bigint not null,
    primary key (integrator, kind, mark, item),
    index synchronized_phone_by_item (item)
) character set utf8mb4 collate utf8mb4_bin;

-- When what runs by itself is due.
create table timer (
    integrator varchar(191) not null,
    endpoint varchar(191) not null,
    trigger_name varchar(191) not null,
    due bigint not null,
    primary key (integrator, endpoint, trigger_name)
) character set utf8mb4 collate utf8mb4_bin;
