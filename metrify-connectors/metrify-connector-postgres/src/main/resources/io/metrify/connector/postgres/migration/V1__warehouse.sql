-- The tables of every warehouse. A test compares them with io.metrify.connector.jdbc.WarehouseTables.
-- Energy is NUMERIC(18,6) kWh; times are instants. A measurement that was not taken is NULL.

CREATE TABLE readings (
    meter_id TEXT NOT NULL,
    obis_code TEXT NOT NULL,
    "timestamp" TIMESTAMP WITH TIME ZONE NOT NULL,
    interval_seconds INTEGER NOT NULL,
    consumption_kwh NUMERIC(18, 6),
    voltage DOUBLE PRECISION,
    "current" DOUBLE PRECISION,
    power_factor DOUBLE PRECISION,
    frequency DOUBLE PRECISION,
    temperature DOUBLE PRECISION,
    humidity DOUBLE PRECISION,
    quality_code TEXT NOT NULL,
    quality_method TEXT,
    data_quality_score DOUBLE PRECISION,
    PRIMARY KEY (meter_id, obis_code, "timestamp")
) PARTITION BY RANGE ("timestamp");

-- There is no default partition: a month could not be attached without locking it. Whatever is outside of the years that get a
-- partition for each month shares one at either end.
CREATE TABLE readings_before PARTITION OF readings FOR VALUES FROM (MINVALUE) TO ('1990-01-01 00:00:00+00');
CREATE TABLE readings_after PARTITION OF readings FOR VALUES FROM ('2100-01-01 00:00:00+00') TO (MAXVALUE);

-- Makes the partition of a month unless it is there. A table is made beside and attached, which lets others read and write
-- meanwhile. It runs with the rights of its owner, so that a pipeline needs none to make tables; temporary tables are looked for
-- last, so that nobody can put one in the place of another.
CREATE FUNCTION metrify_make_month(month DATE) RETURNS VOID
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = "${flyway:defaultSchema}", pg_temp SET timezone = 'UTC'
AS $$
DECLARE
    first DATE := date_trunc('month', month);
    partition_name TEXT := 'readings_' || to_char(first, 'YYYY_MM');
BEGIN
    IF first < DATE '1990-01-01' OR first >= DATE '2100-01-01' THEN
        RAISE EXCEPTION 'the month % has no partition of its own', first USING ERRCODE = 'invalid_parameter_value';
    END IF;
    -- Asked of the catalogue's rows, as to_regclass may answer from what this session remembers of before the lock.
    FOR attempt IN 1..2 LOOP
        IF EXISTS (SELECT 1 FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
                   WHERE inhparent = 'readings'::REGCLASS AND relname = partition_name) THEN
            RETURN;
        END IF;
        PERFORM pg_advisory_xact_lock(hashtext('metrify_make_month'));
    END LOOP;
    EXECUTE format('CREATE TABLE %I (LIKE readings INCLUDING ALL)', partition_name);
    EXECUTE format('ALTER TABLE readings ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', partition_name,
                   first::TIMESTAMP WITH TIME ZONE, (first + INTERVAL '1 month')::TIMESTAMP WITH TIME ZONE);
END
$$;

CREATE TABLE findings (
    rule TEXT NOT NULL,
    severity TEXT NOT NULL,
    subject TEXT NOT NULL,
    start_time TIMESTAMP WITH TIME ZONE NOT NULL,
    end_time TIMESTAMP WITH TIME ZONE,
    field TEXT,
    observed TEXT NOT NULL,
    expected TEXT NOT NULL,
    message TEXT NOT NULL
);

CREATE TABLE series_findings (
    rule TEXT NOT NULL,
    severity TEXT NOT NULL,
    subject TEXT NOT NULL,
    start_time TIMESTAMP WITH TIME ZONE NOT NULL,
    end_time TIMESTAMP WITH TIME ZONE,
    field TEXT,
    observed TEXT NOT NULL,
    expected TEXT NOT NULL,
    message TEXT NOT NULL
);

CREATE TABLE dead_letters (
    source TEXT NOT NULL,
    "partition" TEXT NOT NULL,
    "position" BIGINT NOT NULL,
    kind TEXT NOT NULL,
    path TEXT NOT NULL,
    reason TEXT NOT NULL,
    "key" BYTEA,
    "value" BYTEA,
    headers JSONB NOT NULL
);

CREATE TABLE meter_quality (
    meter_id TEXT,
    accepted BIGINT NOT NULL,
    rejected BIGINT NOT NULL,
    undecodable BIGINT NOT NULL,
    duplicates BIGINT NOT NULL,
    filled BIGINT NOT NULL,
    timed BIGINT NOT NULL
);

CREATE TABLE meter_quality_causes (
    meter_id TEXT NOT NULL,
    dimension TEXT NOT NULL,
    rule TEXT NOT NULL,
    lost BIGINT NOT NULL,
    alone BIGINT NOT NULL
);

CREATE TABLE dim_meters (
    meter_id TEXT NOT NULL,
    meter_type TEXT NOT NULL,
    region TEXT NOT NULL,
    city TEXT,
    operator_name TEXT,
    interval_seconds INTEGER NOT NULL,
    rated_power_kw DOUBLE PRECISION,
    register_digits INTEGER NOT NULL,
    installed TIMESTAMP WITH TIME ZONE,
    removed TIMESTAMP WITH TIME ZONE,
    PRIMARY KEY (meter_id)
);

CREATE TABLE fact_smart_meter_analytics (
    meter_id TEXT NOT NULL,
    obis_code TEXT NOT NULL,
    market_date DATE NOT NULL,
    hour_start TIMESTAMP WITH TIME ZONE NOT NULL,
    hour_end TIMESTAMP WITH TIME ZONE NOT NULL,
    consumption_kwh NUMERIC(18, 6) NOT NULL,
    reading_count INTEGER NOT NULL,
    coverage DOUBLE PRECISION NOT NULL,
    peak_power_kw DOUBLE PRECISION NOT NULL,
    quality_code TEXT NOT NULL,
    data_quality_score DOUBLE PRECISION,
    mean_voltage DOUBLE PRECISION,
    min_voltage DOUBLE PRECISION,
    max_voltage DOUBLE PRECISION,
    mean_temperature DOUBLE PRECISION,
    PRIMARY KEY (meter_id, obis_code, hour_start)
);

CREATE TABLE daily_consumption_metrics (
    meter_id TEXT NOT NULL,
    obis_code TEXT NOT NULL,
    market_date DATE NOT NULL,
    day_start TIMESTAMP WITH TIME ZONE NOT NULL,
    day_end TIMESTAMP WITH TIME ZONE NOT NULL,
    consumption_kwh NUMERIC(18, 6) NOT NULL,
    reading_count INTEGER NOT NULL,
    coverage DOUBLE PRECISION NOT NULL,
    peak_power_kw DOUBLE PRECISION NOT NULL,
    quality_code TEXT NOT NULL,
    data_quality_score DOUBLE PRECISION,
    mean_voltage DOUBLE PRECISION,
    min_voltage DOUBLE PRECISION,
    max_voltage DOUBLE PRECISION,
    mean_temperature DOUBLE PRECISION,
    PRIMARY KEY (meter_id, obis_code, day_start)
);

CREATE TABLE ingest_progress (
    pipeline TEXT NOT NULL,
    "partition" TEXT NOT NULL,
    next_position BIGINT NOT NULL,
    epoch BIGINT NOT NULL,
    accepted BIGINT NOT NULL,
    rejected BIGINT NOT NULL,
    dead_letters BIGINT NOT NULL,
    duplicates BIGINT NOT NULL,
    PRIMARY KEY (pipeline, "partition")
);

-- Whom pipelines connect as is a member of this role; who migrates is the owner of the tables.
DO $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'metrify_application') THEN
        CREATE ROLE metrify_application NOLOGIN;
    END IF;
END
$$;

REVOKE EXECUTE ON FUNCTION metrify_make_month(DATE) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION metrify_make_month(DATE) TO metrify_application;
GRANT SELECT, INSERT, UPDATE, DELETE
    ON readings, series_findings, dim_meters, fact_smart_meter_analytics, daily_consumption_metrics, ingest_progress
    TO metrify_application;
-- What happened stays as it was written.
GRANT SELECT, INSERT ON findings, dead_letters, meter_quality, meter_quality_causes TO metrify_application;
