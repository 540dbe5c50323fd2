package io.metrify.quality.estimation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ReadingVersion;
import io.metrify.validation.Finding;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The records of this package as JSON. Keys are only added; what is absent has no key. */
final class AuditJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private AuditJson() {}

    static ObjectNode of(Estimation estimation) {
        ObjectNode node = NODES.objectNode()
                .put("meter_id", estimation.series().meterId())
                .put("obis_code", estimation.series().register().toString());
        interval(node, estimation.series().interval());
        node.put("interval_seconds", estimation.series().resolution().toSeconds());
        ArrayNode substitutes = node.putArray("substitutes");
        estimation.substitutes().forEach(substitute -> substitutes.add(of(substitute)));
        ArrayNode refusals = node.putArray("refusals");
        estimation.refusals().forEach(refusal -> refusals.add(of(refusal)));
        ArrayNode findings = node.putArray("findings");
        estimation.findings().forEach(finding -> findings.add(of(finding)));
        return node;
    }

    static ObjectNode of(Substitute substitute) {
        ObjectNode node = reading(substitute.reading());
        node.set("derivation", of(substitute.derivation()));
        Energy original = substitute.original();
        if (original != null) {
            put(node, "original_kwh", original);
            node.put("original_code", substitute.originalCode().name());
        }
        node.put("known_at", substitute.knownAt().toString());
        putIfThere(node, "author", substitute.author());
        putIfThere(node, "cause", substitute.cause());
        return node.put("reason", substitute.reason());
    }

    static ObjectNode of(ReadingVersion version) {
        ObjectNode node = reading(version.reading())
                .put("kind", version.kind().name())
                .put("known_at", version.knownAt().toString());
        putIfThere(node, "author", version.author());
        putIfThere(node, "reason", version.reason());
        return node;
    }

    private static ObjectNode reading(MeterReading reading) {
        ObjectNode node = NODES.objectNode()
                .put("meter_id", reading.meterId())
                .put("obis_code", reading.register().toString())
                .put("timestamp", reading.timestamp().toString())
                .put("interval_seconds", reading.intervalSeconds());
        Energy consumption = reading.consumption();
        if (consumption != null) {
            put(node, "consumption_kwh", consumption);
        }
        return node.put("quality_code", reading.quality().code().name())
                .put("quality_method", reading.quality().method().name());
    }

    private static ObjectNode of(Refusal refusal) {
        ObjectNode node = NODES.objectNode();
        interval(node, refusal.interval());
        return node.put("cause", refusal.cause().name()).put("reason", refusal.reason());
    }

    private static ObjectNode of(Finding finding) {
        ObjectNode node = NODES.objectNode()
                .put("rule", finding.rule())
                .put("severity", finding.severity().name())
                .put("start", finding.start().toString());
        putIfThere(node, "end", Objects.toString(finding.end(), null));
        return node.put("message", finding.message());
    }

    private static ObjectNode of(Derivation derivation) {
        ObjectNode node = NODES.objectNode();
        if (derivation instanceof Derivation.Outage outage) {
            interval(node.put("by", "outage"), outage.outage());
        } else if (derivation instanceof Derivation.Interpolation line) {
            line(node.put("by", "interpolation"), line);
        } else if (derivation instanceof Derivation.ComparableDays comparable) {
            ArrayNode days = node.put("by", "comparable_days")
                    .put("day_type", comparable.type().name())
                    .putArray("days");
            comparable.days().forEach(day -> days.add(day.toString()));
            Derivation.Interpolation neighbours = comparable.neighbours();
            if (neighbours != null) {
                line(node.put("reach", comparable.reach().toString()), neighbours);
            }
        } else if (derivation instanceof Derivation.Profile profile) {
            node.put("by", "load_profile").put("profile", profile.profile());
            Energy forecast = profile.annualForecast();
            if (forecast != null) {
                put(node, "annual_forecast_kwh", forecast);
            }
        } else if (derivation instanceof Derivation.RegisterScaling scaling) {
            scaling(node.put("by", "register_scaling"), scaling);
        } else {
            node.put("by", "even_spread");
        }
        return node;
    }

    private static void line(ObjectNode node, Derivation.Interpolation line) {
        put(node.put("before", line.before().toString()), "before_kwh", line.energyBefore());
        put(node.put("after", line.after().toString()), "after_kwh", line.energyAfter());
    }

    private static void scaling(ObjectNode node, Derivation.RegisterScaling scaling) {
        RegisterAdvance advance = scaling.advance();
        interval(node, advance.span());
        put(node, "opening_kwh", advance.opening());
        put(node, "closing_kwh", advance.closing());
        put(node.put("rollovers", advance.rollovers()), "advance_kwh", advance.energy());
        put(node, "given_kwh", scaling.given());
        put(node, "rest_kwh", scaling.rest());
        node.put("factor", scaling.factor().toString());
        if (!advance.exchanges().isEmpty()) {
            ArrayNode exchanges = node.putArray("exchanges");
            for (MeterExchange exchange : advance.exchanges()) {
                ObjectNode item =
                        exchanges.addObject().put("instant", exchange.instant().toString());
                put(item, "final_kwh", exchange.finalIndex());
                put(item, "initial_kwh", exchange.initialIndex());
            }
        }
        node.set("shape", of(scaling.shape()));
    }

    /** With all six decimals, which a node of the factory would strip. */
    private static void put(ObjectNode node, String key, Energy energy) {
        node.set(key, DecimalNode.valueOf(energy.toKilowattHours()));
    }

    private static void interval(ObjectNode node, Interval interval) {
        node.put("start", interval.start().toString()).put("end", interval.end().toString());
    }

    private static void putIfThere(ObjectNode node, String key, @Nullable String text) {
        if (text != null) {
            node.put(key, text);
        }
    }
}
