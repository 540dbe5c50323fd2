package io.metrify.quality.expectation;

/** Which rows a map-shaped expectation passes over because values are missing. */
interface Domain {

    /** How many rows were passed over so far. */
    long ignored();
}
