package io.metrify.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValidationReportTest {

    @Test
    void knowsItsWorstFinding() {
        assertThat(report(Severity.INFO, Severity.WARNING, Severity.INFO).worst())
                .isEqualTo(Severity.WARNING);
        assertThat(report(Severity.ERROR, Severity.INFO).worst()).isEqualTo(Severity.ERROR);
        assertThat(report().worst()).isNull();
    }

    @Test
    void isAcceptableWithoutAnError() {
        assertThat(report(Severity.WARNING).isAcceptable()).isTrue();
        assertThat(report().isAcceptable()).isTrue();
        assertThat(report(Severity.WARNING, Severity.ERROR).isAcceptable()).isFalse();
    }

    @Test
    void copiesWhatItIsMadeOf() {
        List<String> evaluated = new ArrayList<>(List.of("a.a"));
        ValidationReport report = ValidationReport.of(List.of(), evaluated, Map.of());
        evaluated.add("a.b");
        assertThat(report.evaluated()).containsExactly("a.a");
    }

    @Test
    void refusesARuleThatIsBothEvaluatedAndSkipped() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ValidationReport.of(List.of(), List.of("a.a"), Map.of("a.a", "why")))
                .withMessageContaining("both evaluated and skipped");
    }

    @Test
    void refusesAFindingOfARuleThatWasNotEvaluated() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ValidationReport.of(List.of(finding(Severity.INFO)), List.of(), Map.of()))
                .withMessageContaining("not among the evaluated rules");
    }

    @Test
    void isEqualByContent() {
        assertThat(report(Severity.INFO)).isEqualTo(report(Severity.INFO)).hasSameHashCodeAs(report(Severity.INFO));
        assertThat(report(Severity.INFO)).isNotEqualTo(report(Severity.ERROR));
        assertThat(report(Severity.INFO).toString()).startsWith("1 findings, 1 rules evaluated, 1 skipped");
    }

    private static ValidationReport report(Severity... severities) {
        List<Finding> findings = new ArrayList<>();
        for (Severity severity : severities) {
            findings.add(finding(severity));
        }
        return ValidationReport.of(findings, List.of("a.a"), Map.of("a.b", "why"));
    }

    private static Finding finding(Severity severity) {
        return new Finding("a.a", severity, "M-1", Instant.EPOCH, null, null, "1", "2", "One is not two.");
    }
}
