package io.metrify.testkit.fleet;

/** The order in which a fleet's readings are streamed. The readings themselves are the same in either. */
public enum ReadingOrder {
    /** All meters of a slot, then all meters of the next slot: what a head-end receives. */
    BY_TIME,
    /** All slots of a meter, then all slots of the next meter: what an archive holds. */
    BY_METER
}
