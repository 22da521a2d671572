-- The keys under which values are sealed, one for each owner: an integrator, or nobody. They are sealed themselves, under a
-- key in vault_check, which is sealed under the master key.
create table data_key (
    owner text primary key,
    sealed blob not null
) strict, without rowid;
