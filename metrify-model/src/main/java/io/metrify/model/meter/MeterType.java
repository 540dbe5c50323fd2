package io.metrify.model.meter;

/** What kind of connection a meter measures. The names are what every wire carries as {@code meter_type}. */
public enum MeterType {
    /** A dwelling. */
    HOUSEHOLD,
    /** A shop, office, workshop or other small business. */
    BUSINESS,
    /** A dwelling or business that also feeds in, usually from photovoltaics. */
    PROSUMER,
    /** A heat pump with a meter of its own. */
    HEAT_PUMP,
    /** An industrial site with registering metering. */
    INDUSTRY,
    /** A feed from or into a grid: a substation, an exchange point, a whole control zone. */
    GRID,
    /** Anything else. */
    OTHER
}
