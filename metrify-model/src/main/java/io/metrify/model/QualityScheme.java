package io.metrify.model;

import java.util.List;
import java.util.Objects;

/**
 * The quality codes of an exchange format, translated to and from {@link QualityMark}s. A translation never fails: it
 * gives the nearest value and says in words what was lost. A code that the format does not define becomes {@link
 * QualityCode#QUESTIONABLE}, with a loss.
 *
 * <p>Two laws hold. What is translated without a loss comes back unchanged: if {@code toMark(code)} loses nothing, {@code
 * toCode} of its value is {@code code}, and the other way round. And {@code toCode} never claims more trust than the mark
 * has, unless the format has no code so bad; the loss says so then.
 *
 * <p>Implementations are immutable and safe for use by several threads.
 *
 * <pre>{@code
 * QualityScheme.mscons().toMark("67+Z92").value();     // estimated (interpolation)
 * QualityScheme.espi().toCode(QualityMark.of(QualityCode.UNUSABLE)).losses();   // one sentence
 * }</pre>
 */
public interface QualityScheme {

    /**
     * The name of the format.
     *
     * @return for example {@code MSCONS}
     */
    String name();

    /**
     * The codes that the format defines, in the order of its documentation.
     *
     * @return every code that {@link #toMark} knows as a whole
     */
    List<String> codes();

    /**
     * What a code of the format means here.
     *
     * @param code the code as the format writes it; one that it does not define is reported as a loss
     * @return the mark and what it cannot say of the code
     */
    Translation<QualityMark> toMark(String code);

    /**
     * The code of the format that says most of a mark.
     *
     * @param mark the mark
     * @return the code and what it cannot say of the mark
     */
    Translation<String> toCode(QualityMark mark);

    /**
     * The codes of German meter-data messages: a QTY qualifier, followed by STS codes joined with {@code +}, in any order:
     * {@code 220}, {@code 67+Z92}, {@code 67+Z92+Z75}.
     *
     * <p>Source: BDEW, EDI@Energy MSCONS message description, segments QTY (6063) and STS (9015 Z32 substitution method,
     * Z40 and Z34 reasons), as far as BO4E's enumerations Messwertstatus and StatusZusatzInformation list them.
     *
     * @return the scheme of MSCONS
     */
    static QualityScheme mscons() {
        return MsconsQuality.SCHEME;
    }

    /**
     * The codes of Green Button, {@code 0} to {@code 19}.
     *
     * <p>Source: NAESB REQ.21 Energy Services Provider Interface, espi.xsd, type QualityOfReading.
     *
     * @return the scheme of ESPI
     */
    static QualityScheme espi() {
        return EspiQuality.SCHEME;
    }

    /**
     * The codes of Australian interval-data files: a quality flag, followed by the two digits of a method unless the flag
     * is A, N or V: {@code A}, {@code S14}, {@code E52}. The format asks for a method with S, F and E; without one they are read all the same,
     * and {@code E} alone is written for an estimate whose method nobody knows.
     *
     * <p>Source: AEMO, Meter Data File Format Specification NEM12 and NEM13, appendices on quality flags and on
     * substitution and estimation types; AEMO, Metrology Procedure part B.
     *
     * @return the scheme of NEM12
     */
    static QualityScheme nem12() {
        return Nem12Quality.SCHEME;
    }

    /**
     * The codes of the European transparency platform, {@code A01} to {@code A06}.
     *
     * <p>Source: ENTSO-E, General Codelists for Data Interchange, StandardQualityTypeList.
     *
     * @return the scheme of ENTSO-E
     */
    static QualityScheme entsoe() {
        return EntsoeQuality.SCHEME;
    }

    /**
     * A translated value and what was lost on the way.
     *
     * @param <T> what it was translated to
     * @param value the nearest value
     * @param losses what it does not say, one sentence each; none if nothing was lost
     */
    record Translation<T>(T value, List<String> losses) {

        /** Copies the losses. */
        public Translation {
            Objects.requireNonNull(value, "value");
            losses = List.copyOf(losses);
        }

        /**
         * Whether the value says everything that the original said.
         *
         * @return true if there are no losses
         */
        public boolean isLossless() {
            return losses.isEmpty();
        }
    }
}
