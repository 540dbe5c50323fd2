package io.metrify.testkit.fault;

/**
 * What can be wrong with a reading, by the rule of validation that should notice. The kinds are those the trade
 * validates for (Oracle Utilities Meter Data Management; California VEE rules, rev. 2.0); the sizes are this
 * simulator's and stated with each kind.
 *
 * <p>Faults of communication hit every profile of a meter alike; faults of the value hit its import profile only.
 */
public enum FaultKind {
    /** 1 to 12 slots in a row are missing. */
    GAP(Target.METER),
    /** Nothing arrives for more than 36 hours, up to 44 hours. */
    SILENCE(Target.METER),
    /** About half of the slots of a local day are missing, scattered. */
    UNDER_COVERED(Target.METER),
    /** A reading arrives a second time unchanged, 0 to 8 slots later on the same local day. */
    REDELIVERY(Target.METER),
    /** A reading arrives a second time with 1 to 50 % more energy, at least 1 Wh, 0 to 8 slots later. */
    CONFLICT(Target.IMPORT),
    /** A reading arrives 1 or 2 slots late, after its successor. */
    OUT_OF_ORDER(Target.METER),
    /** A reading arrives 4 to 16 slots late on the same local day. */
    LATE(Target.METER),
    /** The interval is twice as long as declared, so that it overlaps the next, or half as long. */
    INTERVAL_SIZE(Target.METER),
    /** The clock of 1 to 8 slots in a row is more than 3 and up to 10 minutes fast; needs slots above 6 minutes. */
    CLOCK(Target.METER),
    /** The timestamp is 1 to 30 days after the last simulated day. */
    FUTURE(Target.METER),
    /** The timestamp is 1 day to a year before the meter was installed. */
    TOO_OLD(Target.METER),
    /** The energy has the wrong sign; 0 becomes -0.1 to -50 Wh. */
    NEGATIVE(Target.IMPORT),
    /** 24 to 36 hours without consumption and current. */
    ZERO_RUN(Target.IMPORT),
    /** 6 to 24 slots in a row repeat the first one's energy and electrical values; never 0. */
    STUCK(Target.IMPORT),
    /** The energy is 3.2 to 6 times the largest of the local day, below the rated power where such a size can be. */
    SPIKE(Target.IMPORT),
    /** Every value of a local day is 4 to 7 times as high, at most 95 % of the rated power; the current follows. */
    HIGH_DAY(Target.IMPORT),
    /** Every value of a local day is 1 to 4 % of what it was; the current follows. */
    LOW_DAY(Target.IMPORT),
    /** The energy is 1.05 to 3 times what the rated power could deliver. */
    CAPACITY(Target.IMPORT),
    /** The energy is a number meters write for no value: 4294967.295, 2147483.647, 16777.215 or 8590.017 kWh. */
    SENTINEL(Target.IMPORT),
    /** One index of 1-0:1.8.0 is 1 to 20 kWh below the one of the day before. */
    REGISTER_BACKWARD(Target.REGISTER),
    /**
     * 1-0:1.8.0 passes its last digit within the day. For this all its indices are shifted, so that each of them is in
     * the truth; their episode tells when it rolls over. Only on meters without tariffs, within the first 7 days.
     */
    REGISTER_ROLLOVER(Target.REGISTER),
    /**
     * 1-0:1.8.0 advances by 2 to 20 kWh more within the day than the intervals add up to. All later indices are as much
     * higher and in the truth. Only on meters without tariffs.
     */
    REGISTER_JUMP(Target.REGISTER),
    /** 1-0:1.8.1 is 0.5 to 2 % of the total too high, at least 2 kWh, so that the tariffs no longer add up. */
    TARIFF_SUM(Target.REGISTER),
    /** The encoded reading was cut off, overwritten or emptied; see {@link Corruption}. */
    UNDECODABLE(Target.BYTES);

    /** What a fault hits. */
    enum Target {
        METER,
        IMPORT,
        REGISTER,
        BYTES
    }

    private final Target target;

    FaultKind(Target target) {
        this.target = target;
    }

    boolean hitsProfiles() {
        return target == Target.METER || target == Target.IMPORT;
    }

    boolean hitsImportOnly() {
        return target == Target.IMPORT;
    }

    boolean hitsRegisters() {
        return target == Target.REGISTER;
    }
}
