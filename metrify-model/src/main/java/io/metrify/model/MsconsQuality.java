package io.metrify.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The codes of MSCONS: a table of QTY qualifiers and substitution methods, around which any number of STS reasons may
 * stand. Reasons have no place in a mark, so each is a loss.
 */
final class MsconsQuality implements QualityScheme {

    private static final String SUBSTITUTE = "67";

    private static final QualityTable TABLE = QualityTable.named("MSCONS")
            .code("220", "true value", QualityCode.VALIDATED)
            .code(SUBSTITUTE, "substitute", QualityCode.ESTIMATED, SubstitutionMethod.UNSPECIFIED)
            .code("67+Z88", "comparison, calibrated", QualityCode.ESTIMATED, SubstitutionMethod.UNSPECIFIED)
            .code("67+Z89", "comparison, not calibrated", QualityCode.ESTIMATED, SubstitutionMethod.UNSPECIFIED)
            .code("67+Z90", "rebuilt from calibrated values", QualityCode.ESTIMATED, SubstitutionMethod.UNSPECIFIED)
            .code("67+Z91", "rebuilt from uncalibrated values", QualityCode.ESTIMATED, SubstitutionMethod.UNSPECIFIED)
            .code("67+Z92", "interpolation", QualityCode.ESTIMATED, SubstitutionMethod.INTERPOLATION)
            .code("67+Z93", "held value", QualityCode.ESTIMATED, SubstitutionMethod.HOLD)
            .code("67+Z94", "balance of a network section", QualityCode.ESTIMATED, SubstitutionMethod.UNSPECIFIED)
            .code("67+Z95", "historical values", QualityCode.ESTIMATED, SubstitutionMethod.COMPARABLE_DAYS)
            .code("67+ZJ2", "statistical method", QualityCode.ESTIMATED, SubstitutionMethod.STATISTICAL)
            .code("67+ZQ8", "apportioning", QualityCode.ESTIMATED, SubstitutionMethod.UNSPECIFIED)
            .code("67+ZQ9", "values of the fault register", QualityCode.ESTIMATED, SubstitutionMethod.UNSPECIFIED)
            .code("67+ZR0", "bypass and correction", QualityCode.ESTIMATED, SubstitutionMethod.UNSPECIFIED)
            .code("67+ZS0", "as said of the location", QualityCode.ESTIMATED, SubstitutionMethod.UNSPECIFIED)
            .code("Z18", "preliminary value", QualityCode.PRELIMINARY)
            .code("201", "proposed value", QualityCode.PRELIMINARY, SubstitutionMethod.UNSPECIFIED)
            .code("187", "forecast", QualityCode.PRELIMINARY, SubstitutionMethod.UNSPECIFIED)
            .code("20", "unusable value", QualityCode.UNUSABLE)
            .code("Z30", "missing value", QualityCode.UNUSABLE)
            .code("79", "summed energy", QualityCode.CALCULATED)
            .code("Z31", "for a delivery note", QualityCode.CALCULATED)
            .otherwise(QualityCode.VALIDATED, "220")
            // Nothing says raw; what has not been checked may still change.
            .otherwise(QualityCode.AS_PROVIDED, "Z18")
            .otherwise(QualityCode.CALCULATED, "79")
            .otherwise(QualityCode.EDITED, SUBSTITUTE)
            .otherwise(QualityCode.ESTIMATED, SUBSTITUTE)
            .otherwise(QualityCode.PRELIMINARY, "Z18")
            .otherwise(QualityCode.QUESTIONABLE, "20")
            .otherwise(QualityCode.UNUSABLE, "20")
            .build();

    static final QualityScheme SCHEME = new MsconsQuality();

    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("Z74", "no access"),
            Map.entry("Z75", "communication fault"),
            Map.entry("Z76", "grid outage"),
            Map.entry("Z77", "voltage loss"),
            Map.entry("Z78", "device change"),
            Map.entry("Z79", "calibration"),
            Map.entry("Z80", "outside operating conditions"),
            Map.entry("Z81", "device faulty or defective"),
            Map.entry("Z82", "measurement uncertain"),
            Map.entry("Z98", "fault register taken into account"),
            Map.entry("Z99", "volume conversion incomplete"),
            Map.entry("ZA0", "clock set"),
            Map.entry("ZA1", "value implausible"),
            Map.entry("ZA3", "wrong transformer factor"),
            Map.entry("ZA4", "wrong reading"),
            Map.entry("ZA5", "calculation changed"),
            Map.entry("ZA6", "metering location rebuilt"),
            Map.entry("ZA7", "data-processing error"),
            Map.entry("ZA8", "calorific value corrected"),
            Map.entry("ZA9", "conversion factor corrected"),
            Map.entry("ZB0", "device fault or defect"),
            Map.entry("ZB9", "tariff switching times changed"),
            Map.entry("ZC2", "tariff switch defective"),
            Map.entry("ZC3", "substitute exchanged"),
            Map.entry("ZC4", "pulse value insufficient"),
            Map.entry("ZJ8", "energy of an unmetered interval"),
            Map.entry("ZJ9", "energy of an unpaired interval"),
            Map.entry("ZR1", "maintenance of a calibrated device"),
            Map.entry("ZR2", "disturbed values"),
            Map.entry("ZR3", "maintenance of a device under calibration law"),
            Map.entry("ZR4", "consistency and synchronisation check"));

    private MsconsQuality() {}

    @Override
    public String name() {
        return TABLE.name();
    }

    @Override
    public List<String> codes() {
        return TABLE.codes();
    }

    @Override
    public Translation<QualityMark> toMark(String code) {
        Objects.requireNonNull(code, "code");
        int end = code.indexOf('+');
        if (end < 0 || TABLE.meaning(code) != null) {
            return TABLE.toMark(code);
        }
        String qualifier = code.substring(0, end);
        List<String> losses = new ArrayList<>();
        String method = null;
        for (String status : code.substring(end + 1).split("\\+", -1)) {
            if (method == null && TABLE.meaning(qualifier + "+" + status) != null) {
                method = status;
            } else {
                losses.add(lossOf(status, qualifier, method));
            }
        }
        Translation<QualityMark> base = TABLE.toMark(method == null ? qualifier : qualifier + "+" + method);
        losses.addAll(0, base.losses());
        return new Translation<>(base.value(), losses);
    }

    private static String lossOf(String status, String qualifier, @Nullable String method) {
        String reason = REASONS.get(status);
        if (reason != null) {
            return "MSCONS " + status + " (" + reason + ") says why, which a quality mark does not";
        }
        String otherMethod = TABLE.meaning(SUBSTITUTE + "+" + status);
        if (otherMethod != null) {
            return "MSCONS " + status + " (" + otherMethod + ") is a second method, or one beside " + qualifier
                    + "; only " + (method == null ? "the qualifier" : method) + " is kept";
        }
        String shown = status.length() > 32 ? status.substring(0, 32) + "..." : status;
        return "MSCONS defines no status \"" + shown + "\"; it is left out";
    }

    @Override
    public Translation<String> toCode(QualityMark mark) {
        return TABLE.toCode(mark);
    }
}
