package io.metrify.model;

/** The table of Green Button's QualityOfReading (NAESB REQ.21, espi.xsd). */
final class EspiQuality {

    static final QualityScheme SCHEME = QualityTable.named("ESPI")
            .code("0", "valid", QualityCode.VALIDATED)
            .code("7", "manually edited", QualityCode.EDITED, SubstitutionMethod.MANUAL)
            .code("8", "estimated using reference day", QualityCode.ESTIMATED, SubstitutionMethod.COMPARABLE_DAYS)
            .code("9", "estimated using linear interpolation", QualityCode.ESTIMATED, SubstitutionMethod.INTERPOLATION)
            .code("10", "questionable", QualityCode.QUESTIONABLE)
            .code("11", "derived", QualityCode.CALCULATED)
            .code("12", "projected", QualityCode.PRELIMINARY, SubstitutionMethod.UNSPECIFIED)
            .code("13", "mixed", QualityCode.QUESTIONABLE)
            .code("14", "raw", QualityCode.AS_PROVIDED)
            .code("15", "normalised for weather", QualityCode.CALCULATED)
            .code("16", "other", QualityCode.QUESTIONABLE)
            .code("17", "validated", QualityCode.VALIDATED)
            .code("18", "verified", QualityCode.VALIDATED)
            .code("19", "revenue quality", QualityCode.VALIDATED)
            .otherwise(QualityCode.VALIDATED, "0")
            .otherwise(QualityCode.AS_PROVIDED, "14")
            .otherwise(QualityCode.CALCULATED, "11")
            .otherwise(QualityCode.EDITED, "7")
            .otherwise(QualityCode.ESTIMATED, "8")
            .otherwise(QualityCode.PRELIMINARY, "12")
            .otherwise(QualityCode.QUESTIONABLE, "10")
            .otherwise(QualityCode.UNUSABLE, "10")
            .build();

    private EspiQuality() {}
}
