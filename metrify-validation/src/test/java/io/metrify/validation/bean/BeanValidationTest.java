package io.metrify.validation.bean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.metrify.model.Energy;
import io.metrify.model.constraint.Severities;
import io.metrify.model.meter.Electrical;
import io.metrify.model.meter.MeterReading;
import io.metrify.validation.Finding;
import io.metrify.validation.Severity;
import io.metrify.validation.Subject;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Valid;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BeanValidationTest {

    @HalfOpenInterval(start = "validFrom", end = "validTo")
    record Contract(
            String number,
            @NotNull Instant validFrom,
            Instant validTo,

            @ValidMarketLocationId(payload = Severities.Warning.class)
            String marketLocation,

            @EnergyRange(min = "0", payload = Severities.Info.class)
            BigDecimal annualUse,

            @EnergyRange(min = "0") Energy billed,
            @Size(max = 10) String note,
            Map<String, @Valid Electrical> supplies) {}

    private static final Subject<Contract> CONTRACTS = subject("C-1", Measured.NOON);

    @Test
    void needsNoExpressionLanguage() {
        assertThatThrownBy(() -> Class.forName("jakarta.el.ExpressionFactory"))
                .isInstanceOf(ClassNotFoundException.class);
        assertThat(Judge.english(Measured.SOUND_READING)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "en,must be 195.5 to 253.0 V",
        "en-GB,must be 195.5 to 253.0 V",
        "de,erlaubt sind Werte von 195.5 bis 253.0 V",
        "de-AT,erlaubt sind Werte von 195.5 bis 253.0 V"
    })
    void speaksOneLanguageWhateverTheDefaultIs(String language, String message) {
        Locale before = Locale.getDefault();
        try {
            for (Locale elsewhere : List.of(Locale.GERMANY, Locale.UK, Locale.forLanguageTag("tr-TR"))) {
                Locale.setDefault(elsewhere);
                ResourceBundle.clearCache(Thread.currentThread().getContextClassLoader());
                try (ValidatorFactory factory = BeanValidation.factory(Locale.forLanguageTag(language))) {
                    assertThat(Judge.messages(factory.getValidator(), supplied(300)))
                            .isEqualTo(Map.of("electrical.voltage", message));
                }
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void translatesStandardConstraintsToo() {
        Contract contract = new Contract("C-1", null, null, null, null, null, "x".repeat(11), Map.of());
        assertThat(Judge.english(contract))
                .isEqualTo(Map.of("validFrom", "must not be null", "note", "size must be between 0 and 10"));
        assertThat(Judge.german(contract))
                .isEqualTo(Map.of("validFrom", "darf nicht null sein", "note", "Größe muss zwischen 0 und 10 sein"));
    }

    @Test
    void findsNothingWhereNothingIsViolated() {
        assertThat(BeanValidation.findings(Judge.ENGLISH.validate(Measured.SOUND_READING), Subject.ofMeterReading()))
                .isEmpty();
    }

    @Test
    void namesAReadingAsTheRulesDo() {
        assertThat(BeanValidation.findings(Judge.ENGLISH.validate(supplied(300)), Subject.ofMeterReading()))
                .containsExactly(new Finding(
                        "bean.measured_range",
                        Severity.WARNING,
                        "M-1",
                        Measured.NOON,
                        Measured.NOON.plusSeconds(900),
                        "voltage",
                        "300.0 V",
                        "must be 195.5 to 253.0 V",
                        "electrical.voltage = 300.0 V: must be 195.5 to 253.0 V"));
    }

    @Test
    void takesTheLanguageOfTheFactory() {
        Finding finding = BeanValidation.findings(Judge.GERMAN.validate(supplied(300)), Subject.ofMeterReading())
                .get(0);
        assertThat(finding.message())
                .isEqualTo("electrical.voltage = 300.0 V: erlaubt sind Werte von 195.5 bis 253.0 V");
    }

    @Test
    void saysHowMuchAViolationMatters() {
        Contract contract = new Contract(
                "C-1",
                Measured.NOON,
                Measured.NOON,
                "51238696782",
                new BigDecimal("-1.5"),
                Energy.parse("-2"),
                null,
                Map.of("Hall-A", new Electrical(300, 1, 1, 50)));
        List<Finding> findings = BeanValidation.findings(Judge.ENGLISH.validate(contract), CONTRACTS);
        assertThat(findings)
                .extracting(Finding::rule, Finding::severity, Finding::field, Finding::observed)
                .containsExactly(
                        tuple("bean.energy_range", Severity.INFO, "annual_use", "-1.5 kWh"),
                        tuple("bean.energy_range", Severity.ERROR, "billed", "-2.000000 kWh"),
                        tuple("bean.valid_market_location_id", Severity.WARNING, "market_location", "51238696782"),
                        tuple("bean.measured_range", Severity.WARNING, "voltage", "300.0 V"),
                        tuple(
                                "bean.half_open_interval",
                                Severity.ERROR,
                                "valid_to",
                                "[2026-03-10T12:00:00Z, 2026-03-10T12:00:00Z)"));
        assertThat(findings.get(3).message()).isEqualTo("supplies[Hall-A].voltage = 300.0 V: must be 195.5 to 253.0 V");
    }

    @Test
    void saysThatAValueIsAbsent() {
        Contract contract = new Contract("C-1", null, null, null, null, null, null, Map.of());
        assertThat(BeanValidation.findings(Judge.ENGLISH.validate(contract), CONTRACTS))
                .containsExactly(new Finding(
                        "bean.not_null",
                        Severity.ERROR,
                        "C-1",
                        Measured.NOON,
                        null,
                        "valid_from",
                        "absent",
                        "must not be null",
                        "validFrom = absent: must not be null"));
    }

    @Test
    void shortensALongValue() {
        Contract contract = new Contract("C-1", Measured.NOON, null, null, null, null, "x".repeat(5000), Map.of());
        assertThat(BeanValidation.findings(Judge.ENGLISH.validate(contract), CONTRACTS))
                .singleElement()
                .satisfies(finding -> assertThat(finding.observed()).isEqualTo("x".repeat(128) + "..."));
    }

    @Test
    void ordersFindingsWhateverTheOrderOfTheViolations() {
        MeterReading reading = Measured.READING.withElectrical(new Electrical(300, -1, 2, 99));
        List<ConstraintViolation<MeterReading>> violations = new ArrayList<>(Judge.ENGLISH.validate(reading));
        List<Finding> findings = BeanValidation.findings(violations, Subject.ofMeterReading());
        assertThat(findings)
                .extracting(Finding::field)
                .containsExactly("current", "frequency", "power_factor", "voltage");
        Collections.reverse(violations);
        assertThat(BeanValidation.findings(violations, Subject.ofMeterReading()))
                .isEqualTo(findings);
    }

    @Test
    void refusesASubjectThatDoesNotKnowAFaultyBean() {
        Set<ConstraintViolation<Contract>> violations =
                Judge.ENGLISH.validate(new Contract(null, null, null, null, null, null, null, Map.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BeanValidation.findings(violations, subject(null, Measured.NOON)))
                .withMessageContaining("has no name for a faulty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BeanValidation.findings(violations, subject("C-1", null)))
                .withMessageContaining("has no start for a faulty");
    }

    @Test
    void refusesTheViolationOfAValueAlone() {
        Set<ConstraintViolation<Contract>> violations =
                Judge.ENGLISH.validateValue(Contract.class, "marketLocation", "1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BeanValidation.findings(violations, CONTRACTS))
                .withMessageContaining("is of no bean");
    }

    @ParameterizedTest
    @CsvSource({
        "NotNull,not_null",
        "UUID,uuid",
        "ISBN13,isbn13",
        "HTTPCode,http_code",
        "all[Hall-A].validTo,all[Hall-A].valid_to",
        "value2Mw,value2_mw",
        "a.Bc,a.bc"
    })
    void writesNamesInTheStyleOfTheWire(String name, String wireName) {
        assertThat(WireNames.of(name)).isEqualTo(wireName);
    }

    private static MeterReading supplied(double voltage) {
        return Measured.READING.withElectrical(new Electrical(voltage, 1, 1, 50));
    }

    private static Subject<Contract> subject(String name, Instant start) {
        return new Subject<>() {
            @Override
            public String name(Contract contract) {
                return name;
            }

            @Override
            public Instant start(Contract contract) {
                return start;
            }
        };
    }
}
