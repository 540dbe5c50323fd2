package io.metrify.samples.pipeline.report;

import io.metrify.model.meter.ObisCode;

/** What OBIS codes mean, as far as a curve or a caption needs it. */
final class Registers {

    private static final int ELECTRICITY = 1;
    private static final int IMPORT = 1;

    private Registers() {}

    static boolean isImport(String obisCode) {
        ObisCode code = ObisCode.parse(obisCode);
        return code.a() == ELECTRICITY && code.c() == IMPORT;
    }

    static boolean isExport(String obisCode) {
        return ObisCode.parse(obisCode).isExport();
    }

    static String name(String obisCode) {
        return isImport(obisCode)
                ? "import, " + obisCode
                : isExport(obisCode) ? "export, " + obisCode : "register " + obisCode;
    }

    /** The class of the style sheet that draws it. */
    static String style(String obisCode) {
        return isExport(obisCode) ? "export" : "import";
    }
}
