package io.metrify.model;

import static io.metrify.model.SubstitutionMethod.COMPARABLE_DAYS;
import static io.metrify.model.SubstitutionMethod.INTERPOLATION;
import static io.metrify.model.SubstitutionMethod.LOAD_PROFILE;
import static io.metrify.model.SubstitutionMethod.MANUAL;
import static io.metrify.model.SubstitutionMethod.REGISTER_SCALING;
import static io.metrify.model.SubstitutionMethod.STATISTICAL;
import static io.metrify.model.SubstitutionMethod.UNSPECIFIED;

import java.util.List;

/**
 * The table of NEM12's quality flags and methods (AEMO, Meter Data File Format Specification). Of the methods with one
 * meaning here, the one that an interval meter's substitutes use comes first, so it is the one written.
 */
final class Nem12Quality {

    private static final List<Method> METHODS = List.of(
            new Method("15", "retrospective average like day", COMPARABLE_DAYS, "SF"),
            new Method("17", "linear", INTERPOLATION, "SF"),
            new Method("18", "alternate", UNSPECIFIED, "SF"),
            new Method("24", "data scaling", REGISTER_SCALING, "SF"),
            new Method("25", "average daily load", STATISTICAL, "SF"),
            new Method("11", "check", UNSPECIFIED, "SF"),
            new Method("12", "calculated", UNSPECIFIED, "SF"),
            new Method("13", "SCADA", UNSPECIFIED, "SF"),
            new Method("14", "retrospective like day", COMPARABLE_DAYS, "SF"),
            new Method("16", "agreed", MANUAL, "SF"),
            new Method("19", "zero", UNSPECIFIED, "SF"),
            new Method("20", "prospective like day", COMPARABLE_DAYS, "SF"),
            new Method("21", "five-minute, no historical data", UNSPECIFIED, "SF"),
            new Method("22", "prospective average like day", COMPARABLE_DAYS, "SF"),
            new Method("23", "previous year", COMPARABLE_DAYS, "SF"),
            new Method("51", "previous year", COMPARABLE_DAYS, "SFE"),
            new Method("52", "previous read", STATISTICAL, "SFE"),
            new Method("53", "revision", UNSPECIFIED, "SF"),
            new Method("54", "linear", INTERPOLATION, "SF"),
            new Method("55", "agreed", MANUAL, "SF"),
            new Method("56", "prior to first read, agreed", MANUAL, "SFE"),
            new Method("57", "customer class", LOAD_PROFILE, "SFE"),
            new Method("58", "zero", UNSPECIFIED, "SFE"),
            new Method("59", "five-minute, no historical data", UNSPECIFIED, "SFE"),
            new Method("61", "previous year", COMPARABLE_DAYS, "SFE"),
            new Method("62", "previous read", STATISTICAL, "SFE"),
            new Method("63", "customer class", LOAD_PROFILE, "SFE"),
            new Method("64", "agreed", MANUAL, "SF"),
            new Method("65", "average daily load", STATISTICAL, "E"),
            new Method("66", "revision", UNSPECIFIED, "SF"),
            new Method("67", "customer read", MANUAL, "SF"),
            new Method("68", "zero", UNSPECIFIED, "SFE"),
            new Method("69", "linear extrapolation", STATISTICAL, "SF"),
            new Method("71", "recalculation", UNSPECIFIED, "SF"),
            new Method("72", "revised table", UNSPECIFIED, "SF"),
            new Method("73", "revised algorithm", UNSPECIFIED, "SF"),
            new Method("74", "agreed", MANUAL, "SF"),
            new Method("75", "existing table", UNSPECIFIED, "E"));

    static final QualityScheme SCHEME = table();

    private record Method(String digits, String meaning, SubstitutionMethod method, String flags) {}

    private Nem12Quality() {}

    private static QualityScheme table() {
        QualityTable.Builder table = QualityTable.named("NEM12")
                .code("A", "actual", QualityCode.VALIDATED)
                .code("N", "null", QualityCode.UNUSABLE)
                // The 400 records hold the flags of the single intervals; without them nothing is known.
                .readOnly("V", "variable, see the 400 records", QualityCode.QUESTIONABLE, SubstitutionMethod.NONE);
        addMethods(table, "S", "substituted, ", QualityCode.ESTIMATED);
        addMethods(table, "F", "finally substituted, ", QualityCode.ESTIMATED);
        table.code("E", "forward estimated", QualityCode.PRELIMINARY, UNSPECIFIED);
        addMethods(table, "E", "forward estimated, ", QualityCode.PRELIMINARY);
        return table.readOnly("S", "substituted", QualityCode.ESTIMATED, UNSPECIFIED)
                .readOnly("F", "finally substituted", QualityCode.ESTIMATED, UNSPECIFIED)
                .otherwise(QualityCode.VALIDATED, "A")
                // Actual data has been validated; what has not may still change.
                .otherwise(QualityCode.AS_PROVIDED, "E")
                // A substitute calculated from other meters is a method here, not a rank.
                .otherwise(QualityCode.CALCULATED, "S12")
                .otherwise(QualityCode.EDITED, "S16")
                .otherwise(QualityCode.ESTIMATED, "S18")
                .otherwise(QualityCode.PRELIMINARY, "E")
                .otherwise(QualityCode.QUESTIONABLE, "N")
                .otherwise(QualityCode.UNUSABLE, "N")
                .build();
    }

    /** The methods that may stand beside a flag. */
    private static void addMethods(QualityTable.Builder table, String flag, String meaning, QualityCode rank) {
        for (Method method : METHODS) {
            if (method.flags.contains(flag)) {
                table.code(flag + method.digits, meaning + method.meaning, rank, method.method);
            }
        }
    }
}
