-- Energy is DECIMAL(18,6) kWh; sums of it are DECIMAL(38,6). Times are instants. A measurement that was not taken is NULL.
-- There are no primary keys: the pipeline lets each reading through once, and DuckDB keeps a key in memory.

CREATE TABLE IF NOT EXISTS readings (
    meter_id VARCHAR NOT NULL,
    obis_code VARCHAR NOT NULL,
    "timestamp" TIMESTAMPTZ NOT NULL,
    interval_seconds INTEGER NOT NULL,
    consumption_kwh DECIMAL(18, 6),
    voltage DOUBLE,
    "current" DOUBLE,
    power_factor DOUBLE,
    frequency DOUBLE,
    temperature DOUBLE,
    humidity DOUBLE,
    quality_code VARCHAR NOT NULL,
    quality_method VARCHAR,
    data_quality_score DOUBLE
);

CREATE TABLE IF NOT EXISTS findings (
    rule VARCHAR NOT NULL,
    severity VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    start_time TIMESTAMPTZ NOT NULL,
    end_time TIMESTAMPTZ,
    field VARCHAR,
    observed VARCHAR NOT NULL,
    expected VARCHAR NOT NULL,
    message VARCHAR NOT NULL
);

-- What the rules on series found in all stored readings; the columns are those of findings.
CREATE TABLE IF NOT EXISTS series_findings (
    rule VARCHAR NOT NULL,
    severity VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    start_time TIMESTAMPTZ NOT NULL,
    end_time TIMESTAMPTZ,
    field VARCHAR,
    observed VARCHAR NOT NULL,
    expected VARCHAR NOT NULL,
    message VARCHAR NOT NULL
);

CREATE TABLE IF NOT EXISTS dead_letters (
    source VARCHAR NOT NULL,
    "partition" VARCHAR NOT NULL,
    "position" BIGINT NOT NULL,
    kind VARCHAR NOT NULL,
    path VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    "key" BLOB,
    "value" BLOB,
    headers MAP(VARCHAR, VARCHAR) NOT NULL
);

-- What became of records, by meter; one row for each meter and batch, to be added up. meter_id is NULL where it is not known.
-- filled are the accepted readings that lack nothing; timed are the readings of which it is known whether they came in time.
CREATE TABLE IF NOT EXISTS meter_quality (
    meter_id VARCHAR,
    accepted BIGINT NOT NULL,
    rejected BIGINT NOT NULL,
    undecodable BIGINT NOT NULL,
    duplicates BIGINT NOT NULL,
    filled BIGINT NOT NULL,
    timed BIGINT NOT NULL
);

-- What each rule cost which dimension of quality, in readings, by meter; one row for each meter, batch, dimension and rule, to
-- be added up. A reading is lost to one rule; alone are those of them that no other rule would have cost.
CREATE TABLE IF NOT EXISTS meter_quality_causes (
    meter_id VARCHAR NOT NULL,
    dimension VARCHAR NOT NULL,
    rule VARCHAR NOT NULL,
    lost BIGINT NOT NULL,
    alone BIGINT NOT NULL
);

CREATE TABLE IF NOT EXISTS dim_meters (
    meter_id VARCHAR NOT NULL,
    meter_type VARCHAR NOT NULL,
    region VARCHAR NOT NULL,
    city VARCHAR,
    operator_name VARCHAR,
    interval_seconds INTEGER NOT NULL,
    rated_power_kw DOUBLE,
    register_digits INTEGER NOT NULL,
    installed TIMESTAMPTZ,
    removed TIMESTAMPTZ
);

CREATE TABLE IF NOT EXISTS fact_smart_meter_analytics (
    meter_id VARCHAR NOT NULL,
    obis_code VARCHAR NOT NULL,
    market_date DATE NOT NULL,
    hour_start TIMESTAMPTZ NOT NULL,
    hour_end TIMESTAMPTZ NOT NULL,
    consumption_kwh DECIMAL(18, 6) NOT NULL,
    reading_count INTEGER NOT NULL,
    coverage DOUBLE NOT NULL,
    peak_power_kw DOUBLE NOT NULL,
    quality_code VARCHAR NOT NULL,
    data_quality_score DOUBLE,
    mean_voltage DOUBLE,
    min_voltage DOUBLE,
    max_voltage DOUBLE,
    mean_temperature DOUBLE
);

CREATE TABLE IF NOT EXISTS daily_consumption_metrics (
    meter_id VARCHAR NOT NULL,
    obis_code VARCHAR NOT NULL,
    market_date DATE NOT NULL,
    day_start TIMESTAMPTZ NOT NULL,
    day_end TIMESTAMPTZ NOT NULL,
    consumption_kwh DECIMAL(18, 6) NOT NULL,
    reading_count INTEGER NOT NULL,
    coverage DOUBLE NOT NULL,
    peak_power_kw DOUBLE NOT NULL,
    quality_code VARCHAR NOT NULL,
    data_quality_score DOUBLE,
    mean_voltage DOUBLE,
    min_voltage DOUBLE,
    max_voltage DOUBLE,
    mean_temperature DOUBLE
);

-- How far each pipeline came in each partition, what became of everything before, and whose claim counts.
CREATE TABLE IF NOT EXISTS ingest_partitions (
    pipeline VARCHAR NOT NULL,
    "partition" VARCHAR NOT NULL,
    epoch BIGINT NOT NULL,
    next_position BIGINT NOT NULL,
    accepted BIGINT NOT NULL,
    rejected BIGINT NOT NULL,
    dead_letters BIGINT NOT NULL,
    duplicates BIGINT NOT NULL
);
