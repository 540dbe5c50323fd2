package io.metrify.validation.series;

import io.metrify.model.Interval;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Known events by meter. */
final class EventTable implements KnownEvents {

    static final KnownEvents NONE = new EventTable(Map.of(), Map.of());

    private final Map<String, List<Interval>> outages;
    private final Map<String, List<Instant>> exchanges;

    private EventTable(Map<String, List<Interval>> outages, Map<String, List<Instant>> exchanges) {
        this.outages = outages;
        this.exchanges = exchanges;
    }

    static KnownEvents of(Collection<Outage> outages, Collection<Exchange> exchanges) {
        Map<String, List<Interval>> outagesByMeter = new HashMap<>();
        for (Outage outage : outages) {
            outagesByMeter
                    .computeIfAbsent(outage.meterId(), id -> new ArrayList<>())
                    .add(outage.interval());
        }
        Map<String, List<Instant>> exchangesByMeter = new HashMap<>();
        for (Exchange exchange : exchanges) {
            exchangesByMeter
                    .computeIfAbsent(exchange.meterId(), id -> new ArrayList<>())
                    .add(exchange.instant());
        }
        return new EventTable(outagesByMeter, exchangesByMeter);
    }

    @Override
    public List<Interval> outages(String meterId, Interval window) {
        List<Interval> known = outages.get(meterId);
        return known == null
                ? List.of()
                : known.stream().filter(window::overlaps).toList();
    }

    @Override
    public List<Instant> exchanges(String meterId, Interval window) {
        List<Instant> known = exchanges.get(meterId);
        return known == null
                ? List.of()
                : known.stream().filter(window::contains).toList();
    }
}
