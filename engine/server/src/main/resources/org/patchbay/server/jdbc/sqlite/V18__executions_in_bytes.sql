-- An execution is sealed in bytes, and its document is empty; older versions left it as a text there.
alter table execution add column sealed blob;
