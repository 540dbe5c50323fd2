package io.metrify.model;

import java.util.Optional;

/** A federal state (Land) of Germany, as far as its public holidays differ from those of the others. */
public enum GermanState {
    /** Baden-Wuerttemberg. */
    BADEN_WUERTTEMBERG("BW", "Baden-Württemberg"),
    /** Bavaria. */
    BAYERN("BY", "Bayern"),
    /** Berlin. */
    BERLIN("BE", "Berlin"),
    /** Brandenburg. */
    BRANDENBURG("BB", "Brandenburg"),
    /** Bremen. */
    BREMEN("HB", "Bremen"),
    /** Hamburg. */
    HAMBURG("HH", "Hamburg"),
    /** Hesse. */
    HESSEN("HE", "Hessen"),
    /** Mecklenburg-Western Pomerania. */
    MECKLENBURG_VORPOMMERN("MV", "Mecklenburg-Vorpommern"),
    /** Lower Saxony. */
    NIEDERSACHSEN("NI", "Niedersachsen"),
    /** North Rhine-Westphalia. */
    NORDRHEIN_WESTFALEN("NW", "Nordrhein-Westfalen"),
    /** Rhineland-Palatinate. */
    RHEINLAND_PFALZ("RP", "Rheinland-Pfalz"),
    /** Saarland. */
    SAARLAND("SL", "Saarland"),
    /** Saxony. */
    SACHSEN("SN", "Sachsen"),
    /** Saxony-Anhalt. */
    SACHSEN_ANHALT("ST", "Sachsen-Anhalt"),
    /** Schleswig-Holstein. */
    SCHLESWIG_HOLSTEIN("SH", "Schleswig-Holstein"),
    /** Thuringia. */
    THUERINGEN("TH", "Thüringen");

    private final String code;
    private final String germanName;

    GermanState(String code, String germanName) {
        this.code = code;
        this.germanName = germanName;
    }

    /**
     * The two letters of the state after {@code DE-} in ISO 3166-2.
     *
     * @return for example {@code NW}
     */
    public String code() {
        return code;
    }

    /**
     * The name of the state in German, as a wire's {@code region} carries it.
     *
     * @return for example {@code Nordrhein-Westfalen}
     */
    public String germanName() {
        return germanName;
    }

    /**
     * The state of a German name or of two letters.
     *
     * @param nameOrCode for example {@code Bayern} or {@code BY}, spelled exactly
     * @return the state, or empty if there is none of that name
     */
    public static Optional<GermanState> named(String nameOrCode) {
        for (GermanState state : values()) {
            if (state.germanName.equals(nameOrCode) || state.code.equals(nameOrCode)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }
}
