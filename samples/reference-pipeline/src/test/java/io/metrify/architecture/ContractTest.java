package io.metrify.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import io.metrify.connector.api.BatchSink;
import io.metrify.connector.api.Ledger;
import io.metrify.connector.api.Source;
import io.metrify.connector.jdbc.Dialect;
import io.metrify.connector.jdbc.JdbcWarehouse;
import io.metrify.testkit.contract.BatchSinkContract;
import io.metrify.testkit.contract.LedgerContract;
import io.metrify.testkit.contract.SourceContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every source, sink and ledger is tested by the contract of its kind: somewhere in the tests of its artifact a class extends the
 * contract and names it.
 */
class ContractTest {

    private static final Path CONNECTORS = Path.of("..", "..", "metrify-connectors");

    /** The warehouse is the same in all databases, so its contract is tested once for each dialect. */
    private static final Map<Class<?>, Class<?>> CONTRACTS = Map.of(
            Source.class, SourceContract.class,
            BatchSink.class, BatchSinkContract.class,
            Ledger.class, LedgerContract.class,
            Dialect.class, LedgerContract.class);

    /**
     * Those that a contract does not fit, and that are tested otherwise. A topic of dead letters holds no readings, and takes
     * nothing back.
     */
    private static final Set<String> OTHERWISE = Set.of("KafkaDeadLetterSink");

    @Test
    void everyImplementationExtendsItsContract() {
        Set<String> without = new TreeSet<>();
        for (Map.Entry<Class<?>, Class<?>> contract : CONTRACTS.entrySet()) {
            List<JavaClass> implementations = implementations(contract.getKey());
            assertThat(implementations).as(contract.getKey().getSimpleName()).isNotEmpty();
            for (JavaClass implementation : implementations) {
                if (!isTested(implementation, contract.getValue())) {
                    without.add(implementation.getSimpleName());
                }
            }
        }
        assertThat(without).isEqualTo(new TreeSet<>(OTHERWISE));
    }

    private static List<JavaClass> implementations(Class<?> type) {
        return MetrifyClasses.ALL.stream()
                .filter(candidate -> candidate.isAssignableTo(type))
                .filter(candidate ->
                        !candidate.isInterface() && !candidate.getModifiers().contains(JavaModifier.ABSTRACT))
                .filter(candidate -> !candidate.isEquivalentTo(JdbcWarehouse.class))
                .toList();
    }

    private static boolean isTested(JavaClass implementation, Class<?> contract) {
        Artifact artifact = Arrays.stream(Artifact.values())
                .filter(candidate -> candidate.owns(implementation))
                .findFirst()
                .orElseThrow();
        Path tests = CONNECTORS.resolve(artifact.artifactId()).resolve("src/test/java");
        try (Stream<Path> files = Files.walk(tests)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(ContractTest::text)
                    .anyMatch(text -> text.contains("extends " + contract.getSimpleName())
                            && text.contains(implementation.getSimpleName()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
