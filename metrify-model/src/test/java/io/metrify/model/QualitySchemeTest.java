package io.metrify.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.metrify.model.QualityScheme.Translation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class QualitySchemeTest {

    static Stream<QualityScheme> schemes() {
        return Stream.of(QualityScheme.mscons(), QualityScheme.espi(), QualityScheme.nem12(), QualityScheme.entsoe());
    }

    static List<QualityMark> marks() {
        List<QualityMark> marks = new ArrayList<>();
        for (QualityCode code : QualityCode.values()) {
            for (SubstitutionMethod method : SubstitutionMethod.values()) {
                marks.add(new QualityMark(code, method));
            }
        }
        return marks;
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void aCodeThatLosesNothingComesBack(QualityScheme scheme) {
        int lossless = 0;
        for (String code : scheme.codes()) {
            Translation<QualityMark> there = scheme.toMark(code);
            String back = scheme.toCode(there.value()).value();
            assertThat(there.isLossless()).as(code).isEqualTo(back.equals(code));
            lossless += there.isLossless() ? 1 : 0;
        }
        assertThat(lossless).isGreaterThanOrEqualTo(5);
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void aMarkThatLosesNothingComesBack(QualityScheme scheme) {
        int lossless = 0;
        for (QualityMark mark : marks()) {
            Translation<String> there = scheme.toCode(mark);
            QualityMark back = scheme.toMark(there.value()).value();
            assertThat(there.isLossless()).as(mark.toString()).isEqualTo(back.equals(mark));
            assertThat(scheme.codes()).contains(there.value());
            lossless += there.isLossless() ? 1 : 0;
        }
        assertThat(lossless).isBetween(5, 20);
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void aCodeNeverClaimsMoreTrustThanItsMarkUnlessItSaysSo(QualityScheme scheme) {
        for (QualityMark mark : marks()) {
            Translation<String> there = scheme.toCode(mark);
            QualityCode claimed = scheme.toMark(there.value()).value().code();
            if (mark.code().isWorseThan(claimed)) {
                assertThat(there.losses())
                        .anySatisfy(loss -> assertThat(loss).contains("has no code as bad as " + mark));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void anUnknownCodeIsQuestionable(QualityScheme scheme) {
        for (String code : List.of("", "?", "A99", "220 ", "x".repeat(100))) {
            Translation<QualityMark> translation = scheme.toMark(code);
            assertThat(translation.value()).isEqualTo(QualityMark.of(QualityCode.QUESTIONABLE));
            assertThat(translation.losses()).singleElement().asString().contains("defines no code");
        }
        assertThatNullPointerException().isThrownBy(() -> scheme.toMark(null)).withMessage("code");
    }

    @ParameterizedTest
    @CsvSource({
        "220, VALIDATED, NONE, true",
        "67, ESTIMATED, UNSPECIFIED, true",
        "67+Z88, ESTIMATED, UNSPECIFIED, false",
        "67+Z89, ESTIMATED, UNSPECIFIED, false",
        "67+Z90, ESTIMATED, UNSPECIFIED, false",
        "67+Z91, ESTIMATED, UNSPECIFIED, false",
        "67+Z92, ESTIMATED, INTERPOLATION, true",
        "67+Z93, ESTIMATED, HOLD, true",
        "67+Z94, ESTIMATED, UNSPECIFIED, false",
        "67+Z95, ESTIMATED, COMPARABLE_DAYS, true",
        "67+ZJ2, ESTIMATED, STATISTICAL, true",
        "67+ZQ8, ESTIMATED, UNSPECIFIED, false",
        "67+ZQ9, ESTIMATED, UNSPECIFIED, false",
        "67+ZR0, ESTIMATED, UNSPECIFIED, false",
        "67+ZS0, ESTIMATED, UNSPECIFIED, false",
        "Z18, PRELIMINARY, NONE, true",
        "201, PRELIMINARY, UNSPECIFIED, true",
        "187, PRELIMINARY, UNSPECIFIED, false",
        "20, UNUSABLE, NONE, true",
        "Z30, UNUSABLE, NONE, false",
        "79, CALCULATED, NONE, true",
        "Z31, CALCULATED, NONE, false"
    })
    void readsMscons(String code, QualityCode rank, SubstitutionMethod method, boolean lossless) {
        check(QualityScheme.mscons(), code, rank, method, lossless);
        assertThat(QualityScheme.mscons().codes()).hasSize(22);
    }

    @ParameterizedTest
    @CsvSource({
        "0, VALIDATED, NONE, true",
        "7, EDITED, MANUAL, true",
        "8, ESTIMATED, COMPARABLE_DAYS, true",
        "9, ESTIMATED, INTERPOLATION, true",
        "10, QUESTIONABLE, NONE, true",
        "11, CALCULATED, NONE, true",
        "12, PRELIMINARY, UNSPECIFIED, true",
        "13, QUESTIONABLE, NONE, false",
        "14, AS_PROVIDED, NONE, true",
        "15, CALCULATED, NONE, false",
        "16, QUESTIONABLE, NONE, false",
        "17, VALIDATED, NONE, false",
        "18, VALIDATED, NONE, false",
        "19, VALIDATED, NONE, false"
    })
    void readsEspi(String code, QualityCode rank, SubstitutionMethod method, boolean lossless) {
        check(QualityScheme.espi(), code, rank, method, lossless);
        assertThat(QualityScheme.espi().codes()).hasSize(14);
    }

    @ParameterizedTest
    @CsvSource({
        "A01, EDITED, MANUAL, true",
        "A02, UNUSABLE, NONE, true",
        "A03, ESTIMATED, UNSPECIFIED, true",
        "A04, AS_PROVIDED, NONE, true",
        "A05, QUESTIONABLE, NONE, true",
        "A06, CALCULATED, NONE, true"
    })
    void readsEntsoe(String code, QualityCode rank, SubstitutionMethod method, boolean lossless) {
        check(QualityScheme.entsoe(), code, rank, method, lossless);
        assertThat(QualityScheme.entsoe().codes()).hasSize(6);
    }

    @ParameterizedTest
    @CsvSource({
        "A, VALIDATED, NONE, true",
        "N, UNUSABLE, NONE, true",
        "V, QUESTIONABLE, NONE, false",
        "S, ESTIMATED, UNSPECIFIED, false",
        "F, ESTIMATED, UNSPECIFIED, false",
        "E, PRELIMINARY, UNSPECIFIED, true",
        "S15, ESTIMATED, COMPARABLE_DAYS, true",
        "S17, ESTIMATED, INTERPOLATION, true",
        "S18, ESTIMATED, UNSPECIFIED, true",
        "S24, ESTIMATED, REGISTER_SCALING, true",
        "S25, ESTIMATED, STATISTICAL, true",
        "S57, ESTIMATED, LOAD_PROFILE, true",
        "S16, ESTIMATED, MANUAL, true",
        "S14, ESTIMATED, COMPARABLE_DAYS, false",
        "F17, ESTIMATED, INTERPOLATION, false",
        "E51, PRELIMINARY, COMPARABLE_DAYS, true",
        "E52, PRELIMINARY, STATISTICAL, true",
        "E57, PRELIMINARY, LOAD_PROFILE, true",
        "E58, PRELIMINARY, UNSPECIFIED, false"
    })
    void readsNem12(String code, QualityCode rank, SubstitutionMethod method, boolean lossless) {
        check(QualityScheme.nem12(), code, rank, method, lossless);
    }

    @Test
    void nem12HasEveryMethodOfSubstitution() {
        List<String> methods = new ArrayList<>();
        for (int[] range : new int[][] {{11, 25}, {51, 59}, {61, 69}, {71, 75}}) {
            for (int method = range[0]; method <= range[1]; method++) {
                methods.add(Integer.toString(method));
            }
        }
        List<String> codes = QualityScheme.nem12().codes();

        assertThat(methods)
                .hasSize(38)
                .allSatisfy(method -> assertThat(codes).containsAnyOf("S" + method, "E" + method));
        assertThat(codes)
                .contains("E65", "E75")
                .doesNotContain("S65", "F75", "E17", "A11")
                .hasSize(6 + 2 * 36 + 12);
    }

    @Test
    void reasonsOfMsconsAreLostInWords() {
        Translation<QualityMark> translation = QualityScheme.mscons().toMark("67+Z75+Z92+ZA3");

        assertThat(translation.value())
                .isEqualTo(new QualityMark(QualityCode.ESTIMATED, SubstitutionMethod.INTERPOLATION));
        assertThat(translation.losses())
                .containsExactly(
                        "MSCONS Z75 (communication fault) says why, which a quality mark does not",
                        "MSCONS ZA3 (wrong transformer factor) says why, which a quality mark does not");
    }

    @ParameterizedTest
    @CsvSource({
        "Z74", "Z75", "Z76", "Z77", "Z78", "Z79", "Z80", "Z81", "Z82", "Z98", "Z99", "ZA0", "ZA1", "ZA3", "ZA4", "ZA5",
        "ZA6", "ZA7", "ZA8", "ZA9", "ZB0", "ZB9", "ZC2", "ZC3", "ZC4", "ZJ8", "ZJ9", "ZR1", "ZR2", "ZR3", "ZR4"
    })
    void everyReasonOfMsconsIsKnown(String reason) {
        Translation<QualityMark> translation = QualityScheme.mscons().toMark("67+" + reason);

        assertThat(translation.value().code()).isEqualTo(QualityCode.ESTIMATED);
        assertThat(translation.losses()).singleElement().asString().contains("says why");
    }

    @Test
    void aSecondMethodOfMsconsIsLost() {
        assertThat(QualityScheme.mscons().toMark("67+Z93+Z92").losses())
                .containsExactly("MSCONS Z92 (interpolation) is a second method, or one beside 67; only Z93 is kept");
        assertThat(QualityScheme.mscons().toMark("220+Z92"))
                .isEqualTo(new Translation<>(
                        QualityMark.of(QualityCode.VALIDATED),
                        List.of("MSCONS Z92 (interpolation) is a second method, or one beside 220;"
                                + " only the qualifier is kept")));
    }

    @Test
    void anUnknownStatusOfMsconsIsLost() {
        assertThat(QualityScheme.mscons().toMark("220+Q1").losses())
                .containsExactly("MSCONS defines no status \"Q1\"; it is left out");
        assertThat(QualityScheme.mscons().toMark("999+Z75").losses()).hasSize(2);
        assertThat(QualityScheme.mscons().toMark("67+").losses())
                .containsExactly("MSCONS defines no status \"\"; it is left out");
    }

    @Test
    void aLossIsASentence() {
        assertThat(QualityScheme.espi().toMark("19").losses())
                .containsExactly("ESPI 19 (revenue quality) is kept as validated, which would be written as 0");
        assertThat(QualityScheme.espi()
                        .toCode(QualityMark.of(QualityCode.UNUSABLE))
                        .losses())
                .containsExactly(
                        "ESPI has no code for unusable; 10 (questionable) reads as questionable",
                        "ESPI has no code as bad as unusable; leave the value out if its reader must not take it for"
                                + " questionable");
        assertThat(QualityScheme.entsoe()
                        .toCode(QualityMark.of(QualityCode.VALIDATED))
                        .losses())
                .containsExactly("ENTSO-E has no code for validated; A04 (as provided) reads as as provided");
    }

    @Test
    void marksAndSchemesNameThemselves() {
        assertThat(new QualityMark(QualityCode.ESTIMATED, SubstitutionMethod.INTERPOLATION))
                .hasToString("estimated (interpolation)");
        assertThat(QualityMark.of(QualityCode.AS_PROVIDED)).hasToString("as provided");
        assertThat(schemes().map(QualityScheme::name)).containsExactly("MSCONS", "ESPI", "NEM12", "ENTSO-E");
        assertThatNullPointerException().isThrownBy(() -> QualityMark.of(null)).withMessage("code");
    }

    private static void check(
            QualityScheme scheme, String code, QualityCode rank, SubstitutionMethod method, boolean lossless) {
        Translation<QualityMark> translation = scheme.toMark(code);
        assertThat(translation.value()).isEqualTo(new QualityMark(rank, method));
        assertThat(translation.isLossless()).isEqualTo(lossless);
    }
}
