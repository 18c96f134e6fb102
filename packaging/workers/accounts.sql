-- Accounts of PostgreSQL for workers, so that none of them has the server's: they see jobs and take them, and can neither put
-- nor remove any. Say this once the server has made its tables, as one that may make accounts:
--   psql postgres://…/kindred -f accounts.sql
CREATE ROLE kindred_worker NOLOGIN;
GRANT USAGE ON SCHEMA kindred TO kindred_worker;
GRANT SELECT ON kindred.version, kindred.queue TO kindred_worker;
GRANT SELECT, UPDATE ON kindred.job_common TO kindred_worker;
-- Then for each machine, and when its invitation is revoked:
--   CREATE ROLE attic LOGIN PASSWORD '…' IN ROLE kindred_worker;
--   DROP ROLE attic;
