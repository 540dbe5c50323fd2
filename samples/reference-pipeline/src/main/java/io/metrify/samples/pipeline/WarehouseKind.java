package io.metrify.samples.pipeline;

import io.metrify.connector.duckdb.DuckDbWarehouse;
import io.metrify.connector.jdbc.JdbcWarehouse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a run can keep its readings in; a line here is all that another kind needs. */
enum WarehouseKind {
    DUCKDB {
        @Override
        RunWarehouse start(Path out) {
            return new DuckDbFile(out.resolve("warehouse.duckdb"));
        }
    },
    POSTGRES {
        @Override
        RunWarehouse start(Path out) {
            return PostgresService.start(out.resolve("postgres"), System.getenv());
        }
    },
    SNOWFLAKE {
        @Override
        RunWarehouse start(Path out) {
            return SnowflakeService.real(System.getenv());
        }
    },
    SNOWFLAKE_LOCAL {
        @Override
        RunWarehouse start(Path out) {
            return SnowflakeService.local(out.resolve("snowflake"));
        }
    };

    /** Starts what the warehouse needs; {@code out} is where the run keeps everything. */
    abstract RunWarehouse start(Path out);

    String optionName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static List<String> names() {
        return Arrays.stream(values()).map(WarehouseKind::optionName).toList();
    }

    static WarehouseKind named(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.optionName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no warehouse \"" + name
                        + "\"; those of --warehouse are " + String.join(", ", names())));
    }

    private record DuckDbFile(Path file) implements RunWarehouse {

        @Override
        public JdbcWarehouse open(String pipeline) {
            return DuckDbWarehouse.open(file, pipeline);
        }

        @Override
        public void close() {
            // Whoever opened a warehouse has closed it.
        }
    }
}
