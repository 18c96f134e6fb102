-- Accounts of PostgreSQL for workers, so that none of them has the server's: they see jobs and take them, and can neither put
-- nor remove any. What is in kindred_worker gets that from the server, whenever it starts with its tables in the schema kindred.
-- compose.yaml says this when it makes the database; elsewhere say it as one that may make accounts, then start the server anew:
--   psql postgres://…/kindred -f accounts.sql
CREATE ROLE kindred_worker NOLOGIN;

-- One account for all workers, with the password of that variable:
\getenv password WORKER_PASSWORD
\if :{?password}
CREATE ROLE worker LOGIN PASSWORD :'password' IN ROLE kindred_worker;
\endif

-- Or one for each machine, that goes when its invitation is revoked:
--   CREATE ROLE attic LOGIN PASSWORD '…' IN ROLE kindred_worker;
--   DROP ROLE attic;
