package io.metrify.connector.snowflake;

import io.metrify.connector.jdbc.Column;
import io.metrify.connector.jdbc.LogicalType;
import io.metrify.connector.jdbc.RowWriter;
import io.metrify.connector.jdbc.Table;
import io.metrify.model.Energy;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.snowflake.client.api.connection.SnowflakeConnection;
import net.snowflake.client.api.connection.UploadStreamConfig;
import org.jspecify.annotations.Nullable;

/**
 * Rows on their way into a table: a few of them as one batch of binds, more as gzip files that are put into the stage and copied
 * from there. Files go into the stage at once, which no transaction covers; rows are copied by {@link #flush}, which belongs to
 * the transaction. Memory is bounded by one file.
 */
final class StagedRows implements RowWriter {

    /** A file in the stage costs two round trips, a batch of binds one; with more rows the binds are larger than the file. */
    static final int ROWS_AS_BINDS = 200;

    private static final int BYTES_PER_FILE = 32 << 20;
    private static final int FILES_PER_COPY = 1_000;
    private static final BigDecimal MILLIWATT_HOURS_PER_KWH = BigDecimal.valueOf(1_000_000);
    /** The last that Snowflake has. What begins at the end of the year 9999, which some write for "never", ends after it. */
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    private static final LocalDate LAST_DATE = LocalDate.of(9999, 12, 31);

    private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Session session;
    private final Connection connection;
    private final Table table;
    private final String into;
    private final String directory;
    private final List<@Nullable String[]> few = new ArrayList<>();
    private final List<String> staged = new ArrayList<>();
    private long stagedRows;
    private int parts;
    private @Nullable Csv csv;
    private @Nullable String[] row = new String[0];
    private int column;

    StagedRows(Session session, Connection connection, Table table, String into) {
        this.session = session;
        this.connection = connection;
        this.table = table;
        this.into = into;
        this.directory = session.fileNames().isEmpty() ? StagePath.unique() : session.fileNames();
    }

    @Override
    public void beginRow() {
        row = new String[table.columns().size()];
        column = 0;
    }

    @Override
    public void text(@Nullable String value) {
        row[column++] = value;
    }

    @Override
    public void instant(@Nullable Instant value) {
        if (value == null) {
            text(null);
        } else {
            text(INSTANT.format(value.isAfter(LAST) ? LAST : value.truncatedTo(ChronoUnit.MILLIS)));
        }
    }

    @Override
    public void energy(@Nullable Energy value) {
        text(
                value == null
                        ? null
                        : BigDecimal.valueOf(value.milliwattHours())
                                .divide(MILLIWATT_HOURS_PER_KWH)
                                .toPlainString());
    }

    @Override
    public void number(double value) {
        text(Double.isNaN(value) ? null : Double.toString(value));
    }

    @Override
    public void integer(int value) {
        text(Integer.toString(value));
    }

    @Override
    public void bigint(long value) {
        text(Long.toString(value));
    }

    @Override
    public void date(LocalDate value) {
        text((value.isAfter(LAST_DATE) ? LAST_DATE : value).toString());
    }

    @Override
    public void bytes(byte @Nullable [] value) {
        text(value == null ? null : HexFormat.of().formatHex(value));
    }

    @Override
    public void texts(Map<String, String> value) {
        text(JsonText.of(new TreeMap<>(value)));
    }

    @Override
    public void endRow() throws SQLException {
        Csv file = csv;
        if (file == null && few.size() < ROWS_AS_BINDS) {
            few.add(row);
            return;
        }
        if (file == null) {
            file = new Csv();
            few.forEach(file::add);
            few.clear();
            csv = file;
        }
        file.add(row);
        if (file.size() >= BYTES_PER_FILE) {
            put(file);
        }
    }

    @Override
    public void flush() throws SQLException {
        Csv file = csv;
        if (file != null) {
            put(file);
        }
        if (!few.isEmpty() && staged.isEmpty()) {
            insert();
        } else if (!few.isEmpty()) {
            Csv rest = new Csv();
            few.forEach(rest::add);
            put(rest);
        }
        few.clear();
        for (int from = 0; from < staged.size(); from += FILES_PER_COPY) {
            copy(staged.subList(from, Math.min(from + FILES_PER_COPY, staged.size())));
        }
        if (stagedRows != 0) {
            throw notLoaded();
        }
        staged.clear();
    }

    @Override
    public void close() {
        few.clear();
        csv = null;
    }

    private void put(Csv file) throws SQLException {
        String name = table.name() + "-" + parts + ".csv.gz";
        parts++;
        UploadStreamConfig how = UploadStreamConfig.builder()
                .setDestPrefix(directory)
                .setCompressData(false)
                .build();
        stagedRows += file.records();
        session.driver()
                .unwrap(SnowflakeConnection.class)
                .uploadStream("@" + SnowflakeWarehouse.STAGE, name, new ByteArrayInputStream(file.finish()), how);
        staged.add(name);
        csv = null;
    }

    private void copy(List<String> files) throws SQLException {
        String names = files.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
        String sql = "COPY INTO " + into + " (" + table.columnList() + ") FROM @" + SnowflakeWarehouse.STAGE + "/"
                + directory + "/ FILES = (" + names + ") FILE_FORMAT = (FORMAT_NAME = " + SnowflakeWarehouse.FILE_FORMAT
                + ") ON_ERROR = ABORT_STATEMENT PURGE = TRUE";
        try (Statement copy = connection.createStatement()) {
            stagedRows -= copy.executeLargeUpdate(sql);
        }
    }

    /** The ledger says the rows are not there, the load history says their files were loaded: somebody has to look. */
    private SQLException notLoaded() {
        return new SQLException(
                stagedRows + " rows of @" + SnowflakeWarehouse.STAGE + "/" + directory + " were not copied into " + into
                        + ", because files of these names and contents were loaded before, though the progress in"
                        + " ingest_progress does not include them; compare both, for one of them was restored without the"
                        + " other",
                "22000",
                1);
    }

    private void insert() throws SQLException {
        String binds = table.columns().stream().map(one -> "?").collect(Collectors.joining(", "));
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO " + into + " (" + table.columnList() + ") VALUES (" + binds + ")")) {
            for (@Nullable String[] values : few) {
                for (int i = 0; i < values.length; i++) {
                    bind(insert, i + 1, table.columns().get(i), values[i]);
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Texts of numbers and times are converted by Snowflake as it inserts them; only bytes are not. */
    private static void bind(PreparedStatement insert, int index, Column column, @Nullable String value)
            throws SQLException {
        if (column.type() == LogicalType.BYTES) {
            insert.setBytes(index, value == null ? null : HexFormat.of().parseHex(value));
        } else {
            insert.setString(index, value);
        }
    }
}
