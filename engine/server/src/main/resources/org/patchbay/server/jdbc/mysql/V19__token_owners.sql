-- Whose a token is, so that it goes with its owner; empty until a token of an older version is used.
alter table token add column owner varchar(255);
create index token_by_owner on token (owner);
