-- The keys under which values are sealed, one for each owner: an integrator, or nobody. They are sealed themselves, under a
-- key in vault_check, which is sealed under the master key.
create table data_key (
    owner varchar(191) primary key,
    sealed longblob not null
) character set utf8mb4 collate utf8mb4_bin;
