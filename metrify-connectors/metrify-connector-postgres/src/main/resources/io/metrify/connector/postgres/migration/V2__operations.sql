-- What operating needs besides the data: runs, configuration, users and roles, and an audit log. The checkpoints are
-- ingest_progress.

CREATE TABLE pipeline_runs (
    run_id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    pipeline TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'RUNNING' CHECK (state IN ('RUNNING', 'FINISHED', 'STOPPED', 'FAILED')),
    started_by TEXT NOT NULL,
    started_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT clock_timestamp(),
    ended_at TIMESTAMP WITH TIME ZONE,
    accepted BIGINT NOT NULL DEFAULT 0,
    rejected BIGINT NOT NULL DEFAULT 0,
    dead_letters BIGINT NOT NULL DEFAULT 0,
    duplicates BIGINT NOT NULL DEFAULT 0,
    message TEXT NOT NULL DEFAULT '',
    CHECK ((state = 'RUNNING') = (ended_at IS NULL))
);

CREATE INDEX pipeline_runs_latest ON pipeline_runs (pipeline, started_at DESC);

-- A version stays as it was written; a change is another version.
CREATE TABLE configuration_versions (
    name TEXT NOT NULL,
    version BIGINT NOT NULL CHECK (version > 0),
    content TEXT NOT NULL,
    author TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (name, version)
);

-- Who may do what. There are no passwords here: who somebody is, is proved elsewhere.
CREATE TABLE operators (
    operator_name TEXT PRIMARY KEY,
    display_name TEXT NOT NULL,
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE operator_roles (
    operator_name TEXT NOT NULL REFERENCES operators,
    role_name TEXT NOT NULL CHECK (role_name IN ('VIEWER', 'OPERATOR', 'ADMINISTRATOR')),
    granted_by TEXT NOT NULL,
    granted_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (operator_name, role_name)
);

CREATE TABLE audit_log (
    entry_id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT clock_timestamp(),
    database_user TEXT NOT NULL DEFAULT session_user,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL
);

-- The application role has no right to change entries; this also stops whoever has it by mistake, the owner included.
CREATE FUNCTION metrify_audit_log_is_append_only() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is append-only: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER audit_log_keeps_rows BEFORE UPDATE OR DELETE ON audit_log
    FOR EACH ROW EXECUTE FUNCTION metrify_audit_log_is_append_only();
CREATE TRIGGER audit_log_keeps_all BEFORE TRUNCATE ON audit_log
    FOR EACH STATEMENT EXECUTE FUNCTION metrify_audit_log_is_append_only();

GRANT SELECT, INSERT ON configuration_versions TO metrify_application;
GRANT SELECT, INSERT, UPDATE ON pipeline_runs, operators TO metrify_application;
GRANT SELECT, INSERT, DELETE ON operator_roles TO metrify_application;
-- Time and database user of an entry are the server's to say.
GRANT SELECT ON audit_log TO metrify_application;
GRANT INSERT (actor, action, subject, detail) ON audit_log TO metrify_application;
