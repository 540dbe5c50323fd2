package io.metrify.connector.snowflake;

import io.metrify.connector.jdbc.Table;
import io.metrify.connector.jdbc.WarehouseTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * Who may see and do what, as statements for an administrator to read and execute after {@link
 * SnowflakeWarehouse#definitions}. Policies need Enterprise Edition.
 *
 * <p>Loaders store batches. Stewards see everything and correct readings. Analysts read views that show pseudonyms instead of
 * meter ids, and only the regions that the table {@code metrify_region_access} lists for their role. Administrators own what
 * there is. As Snowflake lets one column have a masking policy or be an argument of a row access policy but not both, regions are
 * restricted on {@code dim_meters}, and the views join it. A role in {@code metrify_region_access} is written in upper case, as
 * Snowflake keeps it; whoever has it as their primary or a secondary role, or inherits it, sees the region.
 *
 * @param place the warehouse, database and schema; the role in it does not matter
 * @param prefix what the names of the roles begin with, such as {@code METRIFY}
 */
public record SnowflakeSecurity(SnowflakePlace place, String prefix) {

    private static final String MASK = "metrify_mask_meter_id";
    private static final String HIDE = "metrify_hide_text";
    private static final String REGIONS = "metrify_region_rows";

    private static final Set<Table> BUILT_ANEW = Set.of(
            WarehouseTables.HOURLY_FACTS,
            WarehouseTables.DAILY_FACTS,
            WarehouseTables.SERIES_FINDINGS,
            WarehouseTables.METERS);
    private static final Set<Table> CHANGED = Set.of(WarehouseTables.PROGRESS, WarehouseTables.READINGS);

    /** What a view for analysts shows, and of which table. */
    private static final List<View> VIEWS = List.of(
            new View("readings_by_region", WarehouseTables.READINGS),
            new View("hourly_by_region", WarehouseTables.HOURLY_FACTS),
            new View("daily_by_region", WarehouseTables.DAILY_FACTS),
            new View("quality_by_region", WarehouseTables.METER_QUALITY));

    /** Checks that the prefix is a plain name. */
    public SnowflakeSecurity {
        Objects.requireNonNull(place, "place");
        Identifier.require(prefix, "prefix");
    }

    /**
     * The names of the four roles.
     *
     * @return loader, analyst, steward and administrator
     */
    public List<String> roles() {
        return List.of(loader(), analyst(), steward(), admin());
    }

    /**
     * All statements, in an order in which they can be executed, without semicolons. Roles, grants and policies may be executed
     * again; the row access policy is added to its table once.
     *
     * @return roles, privileges, policies, views
     */
    public List<String> statements() {
        List<String> all = new ArrayList<>();
        all.addAll(roleStatements());
        all.addAll(grants());
        all.addAll(policies());
        all.addAll(views());
        return List.copyOf(all);
    }

    /**
     * The roles, each a member of the next: who may grant them needs a role such as USERADMIN.
     *
     * @return the statements
     */
    public List<String> roleStatements() {
        List<String> all = new ArrayList<>();
        for (String role : roles()) {
            all.add("CREATE ROLE IF NOT EXISTS " + role);
        }
        all.add("GRANT ROLE " + analyst() + " TO ROLE " + steward());
        all.add("GRANT ROLE " + loader() + " TO ROLE " + admin());
        all.add("GRANT ROLE " + steward() + " TO ROLE " + admin());
        all.add("GRANT ROLE " + admin() + " TO ROLE SYSADMIN");
        return List.copyOf(all);
    }

    /**
     * What each role may do, no more than it needs.
     *
     * @return the statements
     */
    public List<String> grants() {
        List<String> all = new ArrayList<>();
        for (String role : roles()) {
            all.add("GRANT USAGE ON WAREHOUSE " + place.warehouse() + " TO ROLE " + role);
            all.add("GRANT USAGE ON DATABASE " + place.database() + " TO ROLE " + role);
            all.add("GRANT USAGE ON SCHEMA " + schema() + " TO ROLE " + role);
        }
        for (Table table : WarehouseTables.all()) {
            all.add("GRANT " + loaderRights(table) + " ON TABLE " + qualified(table.name()) + " TO ROLE " + loader());
            all.add("GRANT SELECT ON TABLE " + qualified(table.name()) + " TO ROLE " + steward());
        }
        all.add("GRANT READ, WRITE ON STAGE " + qualified(SnowflakeWarehouse.STAGE) + " TO ROLE " + loader());
        all.add("GRANT USAGE ON FILE FORMAT " + qualified(SnowflakeWarehouse.FILE_FORMAT) + " TO ROLE " + loader());
        all.add("GRANT INSERT, UPDATE ON TABLE " + qualified(WarehouseTables.READINGS.name()) + " TO ROLE "
                + steward());
        all.add("GRANT READ, WRITE ON STAGE " + qualified(SnowflakeWarehouse.STAGE) + " TO ROLE " + steward());
        all.add("GRANT USAGE ON FILE FORMAT " + qualified(SnowflakeWarehouse.FILE_FORMAT) + " TO ROLE " + steward());
        for (Table table : WarehouseTables.all()) {
            all.add("GRANT ALL PRIVILEGES ON TABLE " + qualified(table.name()) + " TO ROLE " + admin());
        }
        all.add("GRANT CREATE TABLE, CREATE VIEW, CREATE STAGE, CREATE FILE FORMAT, CREATE MASKING POLICY,"
                + " CREATE ROW ACCESS POLICY ON SCHEMA " + schema() + " TO ROLE " + admin());
        return List.copyOf(all);
    }

    /** Rows of what was read or judged are only added; what is built anew is deleted before; corrections are merged. */
    private static String loaderRights(Table table) {
        if (BUILT_ANEW.contains(table)) {
            return "SELECT, INSERT, DELETE";
        }
        return CHANGED.contains(table) ? "SELECT, INSERT, UPDATE" : "SELECT, INSERT";
    }

    /**
     * What analysts see instead of meter ids and of texts that may name meters, and which regions. Pseudonyms are made with a
     * random salt that only the owner of its table can read.
     *
     * @return the statements
     */
    public List<String> policies() {
        List<String> all = new ArrayList<>();
        String sees =
                "IS_ROLE_IN_SESSION('" + stored(loader()) + "') OR IS_ROLE_IN_SESSION('" + stored(steward()) + "')";
        all.add("CREATE TABLE IF NOT EXISTS " + qualified("metrify_salt")
                + " (salt VARCHAR NOT NULL) DATA_RETENTION_TIME_IN_DAYS = 0");
        all.add("INSERT INTO " + qualified("metrify_salt")
                + " SELECT UUID_STRING() || UUID_STRING() WHERE NOT EXISTS (SELECT 1 FROM " + qualified("metrify_salt")
                + ")");
        all.add("CREATE MASKING POLICY IF NOT EXISTS " + qualified(MASK)
                + " AS (val VARCHAR) RETURNS VARCHAR -> CASE WHEN " + sees
                + " THEN val ELSE SHA2((SELECT MAX(salt) FROM " + qualified("metrify_salt") + ") || val, 256) END");
        all.add("CREATE MASKING POLICY IF NOT EXISTS " + qualified(HIDE)
                + " AS (val VARCHAR) RETURNS VARCHAR -> CASE WHEN " + sees + " THEN val ELSE '(hidden)' END");
        for (Table table : WarehouseTables.all()) {
            if (table.columns().stream().anyMatch(column -> column.name().equals("meter_id"))) {
                all.add(mask(table, "meter_id", MASK));
            }
        }
        for (Table findings : List.of(WarehouseTables.FINDINGS, WarehouseTables.SERIES_FINDINGS)) {
            all.add(mask(findings, "subject", MASK));
            all.add(mask(findings, "observed", HIDE));
            all.add(mask(findings, "message", HIDE));
        }
        all.add("CREATE TABLE IF NOT EXISTS " + qualified("metrify_region_access")
                + " (role_name VARCHAR NOT NULL, region VARCHAR NOT NULL)");
        all.add("CREATE ROW ACCESS POLICY IF NOT EXISTS " + qualified(REGIONS)
                + " AS (row_region VARCHAR) RETURNS BOOLEAN -> " + sees + " OR EXISTS (SELECT 1 FROM "
                + qualified("metrify_region_access")
                + " WHERE region = row_region AND IS_ROLE_IN_SESSION(role_name))");
        all.add("ALTER TABLE " + qualified(WarehouseTables.METERS.name()) + " ADD ROW ACCESS POLICY "
                + qualified(REGIONS) + " ON (region)");
        return List.copyOf(all);
    }

    private String mask(Table table, String column, String policy) {
        return "ALTER TABLE " + qualified(table.name()) + " MODIFY COLUMN "
                + table.column(column).sql() + " SET MASKING POLICY " + qualified(policy) + " FORCE";
    }

    /**
     * What analysts read: rows of meters in their regions. The join is by pseudonym, which is the same on both sides.
     *
     * @return the statements
     */
    public List<String> views() {
        List<String> all = new ArrayList<>();
        for (View view : VIEWS) {
            all.add("CREATE SECURE VIEW IF NOT EXISTS " + qualified(view.name())
                    + " AS SELECT facts.*, meters.region FROM "
                    + qualified(view.table().name()) + " facts JOIN " + qualified(WarehouseTables.METERS.name())
                    + " meters ON meters.meter_id = facts.meter_id");
            all.add("GRANT SELECT ON VIEW " + qualified(view.name()) + " TO ROLE " + analyst());
        }
        return List.copyOf(all);
    }

    /** A name written without quotes is kept in upper case, and IS_ROLE_IN_SESSION compares with what is kept. */
    private static String stored(String role) {
        return role.toUpperCase(Locale.ROOT);
    }

    private String loader() {
        return prefix + "_LOADER";
    }

    private String analyst() {
        return prefix + "_ANALYST";
    }

    private String steward() {
        return prefix + "_STEWARD";
    }

    private String admin() {
        return prefix + "_ADMIN";
    }

    private String schema() {
        return place.database() + "." + place.schema();
    }

    private String qualified(String name) {
        return schema() + "." + name;
    }

    private record View(String name, Table table) {}
}
