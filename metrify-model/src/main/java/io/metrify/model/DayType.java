package io.metrify.model;

/** What kind of day a local day is, as far as consumption depends on it. */
public enum DayType {
    /** Monday to Friday, no public holiday. */
    WORKDAY,
    /** Saturday, no public holiday. */
    SATURDAY,
    /** Sunday, or a public holiday on any day of the week. */
    SUNDAY
}
