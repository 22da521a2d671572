-- The end of the trail of changes, sealed with a key that the database does not have.
alter table audit_head add column mark blob;
