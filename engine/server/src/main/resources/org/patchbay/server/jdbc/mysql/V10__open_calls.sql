-- Calls whose end has not come, and when each is to be ended at the latest.
create table open_call (
    call_centre varchar(191) not null,
    integrator varchar(191) not null,
    call_id varchar(255) not null,
    until bigint not null,
    primary key (call_centre, integrator, call_id),
    index open_call_until (until)
) character set utf8mb4 collate utf8mb4_bin;
