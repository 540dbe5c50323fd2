package io.metrify.model.grid;

import io.metrify.model.WireText;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A transmission system operator and its control zone. The set is open: the four German operators are built in, any
 * other is made with the constructor. Control zone codes are those of ENTSO-E's EIC area code list.
 *
 * @param name the operator, not blank; the wire's {@code operator_name}
 * @param controlZone the EIC code of its control zone
 */
public record GridOperator(String name, EicCode controlZone) {

    /** 50Hertz Transmission: the east of Germany and Hamburg. */
    public static final GridOperator FIFTY_HERTZ = new GridOperator("50Hertz", EicCode.parse("10YDE-VE-------2"));

    /** TenneT TSO: from Schleswig-Holstein through Lower Saxony and Hesse to Bavaria. */
    public static final GridOperator TENNET = new GridOperator("TenneT", EicCode.parse("10YDE-EON------1"));

    /** Amprion: North Rhine-Westphalia, Rhineland-Palatinate, Saarland and parts of Bavaria and Swabia. */
    public static final GridOperator AMPRION = new GridOperator("Amprion", EicCode.parse("10YDE-RWENET---I"));

    /** TransnetBW: Baden-Wuerttemberg. */
    public static final GridOperator TRANSNET_BW = new GridOperator("TransnetBW", EicCode.parse("10YDE-ENBW-----N"));

    private static final List<GridOperator> GERMAN = List.of(FIFTY_HERTZ, TENNET, AMPRION, TRANSNET_BW);

    /** Checks that nothing is missing. */
    public GridOperator {
        WireText.require(name, "the operator name");
        Objects.requireNonNull(controlZone, "controlZone");
    }

    /**
     * The operators of the four German control zones.
     *
     * @return 50Hertz, TenneT, Amprion, TransnetBW
     */
    public static List<GridOperator> german() {
        return GERMAN;
    }

    /**
     * The built-in operator of a name.
     *
     * @param name the name as it is on the wire, such as {@code 50Hertz}
     * @return the operator, or empty if none of that name is built in
     */
    public static Optional<GridOperator> named(String name) {
        return GERMAN.stream().filter(operator -> operator.name.equals(name)).findFirst();
    }
}
