package io.metrify.quality.estimation;

/** What is put into slots that lie wholly within a known outage. */
public enum OutageTreatment {
    /**
     * The same as into any other: the events do not tell an outage of the supply, in which no energy flows, from one of the
     * communication, in which it does.
     */
    ESTIMATE,
    /** No energy. Right if all known outages are outages of the supply. */
    ZERO
}
