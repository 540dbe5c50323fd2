package io.metrify.quality.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.model.MarketCalendar;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class PagePartsTest {

    @Test
    void unitsFollowTheSizeOfTheLargestValue() {
        assertThat(Scale.ofPower(0.25).format(0.25)).isEqualTo("250.0 W");
        assertThat(Scale.ofPower(999).format(500)).isEqualTo("500.0 kW");
        assertThat(Scale.ofPower(75e6).format(55e6)).isEqualTo("55.00 GW");
        assertThat(Scale.ofEnergy(0).format(0)).isEqualTo("0.000 kWh");
        assertThat(Scale.ofEnergy(4.6e11).format(4.6e11)).isEqualTo("460.0 TWh");
        assertThat(Scale.ofEnergy(-2_500).format(-2_500)).isEqualTo("-2.500 MWh");
    }

    @Test
    void noDigitOfEnergyIsLost() {
        assertThat(Figures.exact(new BigDecimal("99999999999999999999.123456")))
                .isEqualTo("99,999,999,999,999,999,999.123456");
    }

    @Test
    void aShareThatIsNotEverythingNeverReadsAs100Percent() {
        assertThat(Figures.percent(0.999999)).isEqualTo("> 99.99 %");
        assertThat(Figures.percent(0.000001)).isEqualTo("< 0.01 %");
        assertThat(Figures.percent(1)).isEqualTo("100 %");
        assertThat(Figures.percent(0)).isEqualTo("0 %");
    }

    @Test
    void axesEndAtRoundNumbersAndHoldZero() {
        assertThat(new ValueAxis(Scale.ofPower(746), 0, 746).ticks())
                .extracting(ValueAxis.Tick::label)
                .containsExactly("0", "200", "400", "600", "800");
        assertThat(new ValueAxis(Scale.ofPower(1), -0.3, 1).ticks())
                .extracting(ValueAxis.Tick::label)
                .containsExactly("-0.5", "0.0", "0.5", "1.0");
        assertThat(new ValueAxis(Scale.ofPower(0), 0, 0).ticks())
                .extracting(ValueAxis.Tick::label)
                .containsExactly("0", "1");
    }

    @Test
    void hoursOfAnAxisAreLocalOnADayOf25Hours() {
        MarketCalendar berlin = MarketCalendar.of(ZoneId.of("Europe/Berlin"));
        long from = berlin.day(LocalDate.of(2026, 10, 25)).start().getEpochSecond();
        TimeAxis axis = new TimeAxis(berlin, from, from + 25 * 3_600);

        assertThat(axis.right(from + 25 * 3_600)).isEqualTo(1);
        assertThat(axis.ticks().stream().filter(tick -> tick.label().equals("06:00")))
                .singleElement()
                .satisfies(tick -> assertThat(tick.right()).isEqualTo(7 / 25.0));
    }

    @Test
    void labelsThatStandSideBySideOnADeskAreThinnedOutOnAPhone() {
        MarketCalendar berlin = MarketCalendar.of(ZoneId.of("Europe/Berlin"));
        long from = berlin.day(LocalDate.of(2026, 10, 18)).start().getEpochSecond();
        long to = berlin.day(LocalDate.of(2026, 10, 30)).start().getEpochSecond();
        TimeLabels labels = new TimeLabels(new TimeAxis(berlin, from, to).ticks());
        List<TimeAxis.Tick> onPhone = labels.fitting(TimeLabels.PHONE, List.of());

        assertThat(onPhone)
                .extracting(TimeAxis.Tick::label)
                .contains("25 Oct (25 h)")
                .hasSizeLessThan(6);
        assertThat(labels.fitting(TimeLabels.DESK, onPhone))
                .containsAll(onPhone)
                .hasSizeGreaterThan(8);
    }

    @Test
    void attributesAndTextAreEscaped() throws Exception {
        StringWriter out = new StringWriter();
        new Html(out).element("p", "a<b>&\"'\u0000\uD800", "title", "\"><script>");

        assertThat(out)
                .hasToString("<p title=\"&quot;&gt;&lt;script&gt;\">a&lt;b&gt;&amp;&quot;&#39;\uFFFD\uFFFD</p>\n");
    }
}
