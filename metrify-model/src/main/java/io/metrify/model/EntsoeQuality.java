package io.metrify.model;

/** The table of ENTSO-E's StandardQualityTypeList. */
final class EntsoeQuality {

    static final QualityScheme SCHEME = QualityTable.named("ENTSO-E")
            .code("A01", "adjusted", QualityCode.EDITED, SubstitutionMethod.MANUAL)
            .code("A02", "not available", QualityCode.UNUSABLE)
            .code("A03", "estimated", QualityCode.ESTIMATED, SubstitutionMethod.UNSPECIFIED)
            .code("A04", "as provided", QualityCode.AS_PROVIDED)
            .code("A05", "incomplete", QualityCode.QUESTIONABLE)
            .code("A06", "calculated", QualityCode.CALCULATED)
            // Nothing says that a value was checked, or that it will be replaced.
            .otherwise(QualityCode.VALIDATED, "A04")
            .otherwise(QualityCode.AS_PROVIDED, "A04")
            .otherwise(QualityCode.CALCULATED, "A06")
            .otherwise(QualityCode.EDITED, "A01")
            .otherwise(QualityCode.ESTIMATED, "A03")
            .otherwise(QualityCode.PRELIMINARY, "A05")
            .otherwise(QualityCode.QUESTIONABLE, "A05")
            .otherwise(QualityCode.UNUSABLE, "A02")
            .build();

    private EntsoeQuality() {}
}
