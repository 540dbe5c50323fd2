package io.metrify.quality.report.html;

import io.metrify.model.meter.ObisCode;

/** What OBIS codes mean, as far as a curve or a caption needs it. */
public final class Registers {

    private static final int ELECTRICITY = 1;
    private static final int IMPORT = 1;

    private Registers() {}

    /**
     * Whether a register counts electricity drawn from the grid.
     *
     * @param obisCode the code in text form
     * @return true for import
     */
    public static boolean isImport(String obisCode) {
        ObisCode code = ObisCode.parse(obisCode);
        return code.a() == ELECTRICITY && code.c() == IMPORT;
    }

    /**
     * Whether a register counts energy fed into the grid.
     *
     * @param obisCode the code in text form
     * @return true for export
     */
    public static boolean isExport(String obisCode) {
        return ObisCode.parse(obisCode).isExport();
    }

    /**
     * A register in words.
     *
     * @param obisCode the code in text form
     * @return for example {@code import, 1-0:1.29.0}
     */
    public static String name(String obisCode) {
        return isImport(obisCode)
                ? "import, " + obisCode
                : isExport(obisCode) ? "export, " + obisCode : "register " + obisCode;
    }

    /**
     * The class of the style sheet that draws a register.
     *
     * @param obisCode the code in text form
     * @return import or export
     */
    public static String style(String obisCode) {
        return isExport(obisCode) ? "export" : "import";
    }
}
