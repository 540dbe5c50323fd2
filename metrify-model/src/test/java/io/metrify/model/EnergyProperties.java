package io.metrify.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class EnergyProperties {

    @Provide
    Arbitrary<Energy> energies() {
        return Arbitraries.longs()
                .between(Energy.MIN_MILLIWATT_HOURS, Energy.MAX_MILLIWATT_HOURS)
                .map(Energy::ofMilliwattHours);
    }

    @Provide
    Arbitrary<Energy> moderate() {
        return Arbitraries.longs()
                .between(-300_000_000_000_000_000L, 300_000_000_000_000_000L)
                .map(Energy::ofMilliwattHours);
    }

    @Property
    void parseOfItsKilowattHoursIsItself(@ForAll("energies") Energy energy) {
        assertThat(Energy.parse(energy.toKilowattHours().toString())).isEqualTo(energy);
        assertThat(Energy.parse(energy.toKilowattHours().toPlainString())).isEqualTo(energy);
        assertThat(Energy.ofKilowattHours(energy.toKilowattHours())).isEqualTo(energy);
    }

    @Property
    void additionIsAssociativeAndCommutative(
            @ForAll("moderate") Energy a, @ForAll("moderate") Energy b, @ForAll("moderate") Energy c) {
        assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
        assertThat(a.plus(b)).isEqualTo(b.plus(a));
        assertThat(a.plus(b).minus(b)).isEqualTo(a);
    }

    @Property
    void sumIsExactAndDoesNotDependOnOrder(
            @ForAll @Size(max = 40) List<@net.jqwik.api.From("energies") Energy> amounts, @ForAll long seed) {
        BigDecimal exact = amounts.stream().map(Energy::toKilowattHours).reduce(BigDecimal.ZERO, BigDecimal::add);
        List<Energy> shuffled = new ArrayList<>(amounts);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(outcome(shuffled)).isEqualTo(outcome(amounts)).isEqualTo(outcome(exact));
    }

    private static String outcome(List<Energy> amounts) {
        try {
            return Energy.sum(amounts).toString();
        } catch (ArithmeticException outOfRange) {
            return "out of range";
        }
    }

    private static String outcome(BigDecimal exact) {
        return exact.abs().compareTo(new BigDecimal("999999999999.999999")) > 0
                ? "out of range"
                : exact.setScale(6).toPlainString() + " kWh";
    }

    @Property
    void timesIsRepeatedAddition(@ForAll("moderate") Energy energy) {
        assertThat(energy.times(3)).isEqualTo(energy.plus(energy).plus(energy));
    }
}
