package io.metrify.json;

import io.metrify.model.Interval;
import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.grid.GridOperator;
import io.metrify.model.grid.GridStatus;
import io.metrify.model.meter.Ambient;
import io.metrify.model.meter.Electrical;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.MeterType;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingQuality;
import io.metrify.model.meter.ReadingVersion;
import io.metrify.model.meter.RegisterReading;
import io.metrify.model.meter.Site;
import io.metrify.model.weather.City;
import io.metrify.model.weather.WeatherObservation;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** The model's objects with their wire names, which are fixed. */
final class WireObjects {

    static final WireKind<QualityCode> QUALITY_CODE = WireKinds.names(QualityCode.class);
    static final WireKind<SubstitutionMethod> SUBSTITUTION_METHOD = WireKinds.names(SubstitutionMethod.class);
    static final WireKind<MeterType> METER_TYPE = WireKinds.names(MeterType.class);
    static final WireKind<ReadingVersion.Kind> VERSION_KIND = WireKinds.names(ReadingVersion.Kind.class);

    static final WireObject<MeterReading> METER_READING = meterReading();
    static final WireObject<ReadingVersion> READING_VERSION = readingVersion(METER_READING);
    static final WireObject<RegisterReading> REGISTER_READING = registerReading();
    static final WireObject<Meter> METER = meter();
    static final WireObject<GridStatus> GRID_STATUS = gridStatus();
    static final WireObject<GridOperator> GRID_OPERATOR = gridOperator();
    static final WireObject<WeatherObservation> WEATHER_OBSERVATION = weatherObservation();
    static final WireObject<City> CITY = city();

    /** Every type that is an object on the wire. */
    static final List<WireObject<?>> ALL = List.of(
            METER_READING,
            READING_VERSION,
            REGISTER_READING,
            METER,
            GRID_STATUS,
            GRID_OPERATOR,
            WEATHER_OBSERVATION,
            CITY);

    private WireObjects() {}

    private static WireObject<MeterReading> meterReading() {
        WireObject.Fields<MeterReading> fields = new WireObject.Fields<>();
        var meterId = fields.required("meter_id", WireKinds.TEXT, MeterReading::meterId);
        var register =
                fields.optional("obis_code", WireKinds.OBIS_CODE, MeterReading::register, ObisCode.IMPORT_PROFILE);
        var timestamp = fields.required("timestamp", WireKinds.TIME, MeterReading::timestamp);
        var seconds = fields.required("interval_seconds", WireKinds.SECONDS, MeterReading::intervalSeconds);
        var consumption = fields.optional("consumption_kwh", WireKinds.ENERGY, MeterReading::consumption);
        var voltage = fields.measured("voltage", reading -> reading.electrical().voltage());
        var current = fields.measured("current", reading -> reading.electrical().current());
        var powerFactor =
                fields.measured("power_factor", reading -> reading.electrical().powerFactor());
        var frequency =
                fields.measured("frequency", reading -> reading.electrical().frequency());
        var temperature =
                fields.measured("temperature", reading -> reading.ambient().temperature());
        var humidity = fields.measured("humidity", reading -> reading.ambient().humidity());
        Quality<MeterReading> quality = new Quality<>(fields, MeterReading::quality);
        return fields.object(
                MeterReading.class,
                values -> new MeterReading(
                        values.get(meterId),
                        values.or(register, ObisCode.IMPORT_PROFILE),
                        Interval.of(values.get(timestamp), Duration.ofSeconds(values.get(seconds))),
                        values.find(consumption),
                        new Electrical(
                                values.number(voltage),
                                values.number(current),
                                values.number(powerFactor),
                                values.number(frequency)),
                        new Ambient(values.number(temperature), values.number(humidity)),
                        quality.of(values)));
    }

    private static WireObject<ReadingVersion> readingVersion(WireObject<MeterReading> readings) {
        WireObject.Fields<ReadingVersion> fields = new WireObject.Fields<>();
        var reading = fields.required("reading", readings, ReadingVersion::reading);
        var kind = fields.required("kind", VERSION_KIND, ReadingVersion::kind);
        var knownAt = fields.required("known_at", WireKinds.TIME, ReadingVersion::knownAt);
        var author = fields.optional("author", WireKinds.TEXT, ReadingVersion::author);
        var reason = fields.optional("reason", WireKinds.text(ReadingVersion.LONGEST_REASON), ReadingVersion::reason);
        return fields.object(
                ReadingVersion.class,
                values -> new ReadingVersion(
                        values.get(reading),
                        values.get(kind),
                        values.get(knownAt),
                        values.find(author),
                        values.find(reason)));
    }

    private static WireObject<RegisterReading> registerReading() {
        WireObject.Fields<RegisterReading> fields = new WireObject.Fields<>();
        var meterId = fields.required("meter_id", WireKinds.TEXT, RegisterReading::meterId);
        var register = fields.required("obis_code", WireKinds.OBIS_CODE, RegisterReading::register);
        var timestamp = fields.required("timestamp", WireKinds.TIME, RegisterReading::timestamp);
        var index = fields.required("index_kwh", WireKinds.ENERGY, RegisterReading::index);
        Quality<RegisterReading> quality = new Quality<>(fields, RegisterReading::quality);
        return fields.object(
                RegisterReading.class,
                values -> new RegisterReading(
                        values.get(meterId),
                        values.get(register),
                        values.get(timestamp),
                        values.get(index),
                        quality.of(values)));
    }

    private static WireObject<Meter> meter() {
        WireObject.Fields<Meter> fields = new WireObject.Fields<>();
        var id = fields.required("meter_id", WireKinds.TEXT, Meter::id);
        var type = fields.required("meter_type", METER_TYPE, Meter::type);
        var region =
                fields.required("region", WireKinds.TEXT, meter -> meter.site().region());
        var city = fields.optional("city", WireKinds.TEXT, meter -> meter.site().city());
        var operator = fields.optional(
                "operator_name", WireKinds.TEXT, meter -> meter.site().operatorName());
        var seconds = fields.required("interval_seconds", WireKinds.SECONDS, meter ->
                (int) meter.resolution().toSeconds());
        var ratedPower = fields.measured(
                "rated_power_kw",
                WireKinds.numberWithin(Double.MIN_VALUE, Double.MAX_VALUE, "positive and finite"),
                Meter::ratedPowerKw);
        var digits = fields.optional("register_digits", WireKinds.wholeNumberWithin(1, 12), Meter::registerDigits);
        var installed = fields.optional("installed", WireKinds.TIME, Meter::installed);
        var removed = fields.optional("removed", WireKinds.TIME, Meter::removed);
        return fields.object(
                Meter.class,
                values -> new Meter(
                        values.get(id),
                        values.get(type),
                        new Site(values.get(region), values.find(city), values.find(operator)),
                        Duration.ofSeconds(values.get(seconds)),
                        values.number(ratedPower),
                        values.or(digits, Meter.USUAL_REGISTER_DIGITS),
                        values.find(installed),
                        values.find(removed)));
    }

    private static WireObject<GridStatus> gridStatus() {
        WireObject.Fields<GridStatus> fields = new WireObject.Fields<>();
        var operator = fields.required("operator_name", WireKinds.TEXT, GridStatus::operatorName);
        var timestamp = fields.required("timestamp", WireKinds.TIME, GridStatus::timestamp);
        var total =
                fields.measured("total_capacity_mw", status -> status.capacity().totalMw());
        var available = fields.measured(
                "available_capacity_mw", status -> status.capacity().availableMw());
        var loadFactor =
                fields.measured("load_factor", status -> status.capacity().loadFactor());
        var frequency =
                fields.measured("frequency_hz", status -> status.network().frequencyHz());
        var voltage = fields.measured("voltage_kv", status -> status.network().voltageKv());
        var stability = fields.measured(
                "grid_stability_score", status -> status.network().stabilityScore());
        var renewable = fields.measured("renewable_percentage", GridStatus::renewablePercentage);
        var region = fields.required("region", WireKinds.TEXT, GridStatus::region);
        return fields.object(
                GridStatus.class,
                values -> new GridStatus(
                        values.get(operator),
                        values.get(region),
                        values.get(timestamp),
                        new GridStatus.Capacity(
                                values.number(total), values.number(available), values.number(loadFactor)),
                        new GridStatus.Network(
                                values.number(frequency), values.number(voltage), values.number(stability)),
                        values.number(renewable)));
    }

    private static WireObject<GridOperator> gridOperator() {
        WireObject.Fields<GridOperator> fields = new WireObject.Fields<>();
        var name = fields.required("operator_name", WireKinds.TEXT, GridOperator::name);
        var zone = fields.required("control_zone", WireKinds.EIC_CODE, GridOperator::controlZone);
        return fields.object(GridOperator.class, values -> new GridOperator(values.get(name), values.get(zone)));
    }

    private static WireObject<WeatherObservation> weatherObservation() {
        WireObject.Fields<WeatherObservation> fields = new WireObject.Fields<>();
        var city = fields.required("city", WireKinds.TEXT, WeatherObservation::city);
        var timestamp = fields.required("timestamp", WireKinds.TIME, WeatherObservation::timestamp);
        var temperature =
                fields.measured("temperature_celsius", weather -> weather.air().temperatureCelsius());
        var humidity =
                fields.measured("humidity_percent", weather -> weather.air().humidityPercent());
        var pressure = fields.measured("pressure_hpa", weather -> weather.air().pressureHpa());
        var windSpeed =
                fields.measured("wind_speed_ms", weather -> weather.wind().speedMs());
        var windDirection = fields.measured(
                "wind_direction_degrees", weather -> weather.wind().directionDegrees());
        var clouds =
                fields.measured("cloud_cover_percent", weather -> weather.sky().cloudCoverPercent());
        var visibility =
                fields.measured("visibility_km", weather -> weather.sky().visibilityKm());
        var demand = fields.measured("energy_demand_factor", WeatherObservation::energyDemandFactor);
        return fields.object(
                WeatherObservation.class,
                values -> new WeatherObservation(
                        values.get(city),
                        values.get(timestamp),
                        new WeatherObservation.Air(
                                values.number(temperature), values.number(humidity), values.number(pressure)),
                        new WeatherObservation.Wind(values.number(windSpeed), values.number(windDirection)),
                        new WeatherObservation.Sky(values.number(clouds), values.number(visibility)),
                        values.number(demand)));
    }

    private static WireObject<City> city() {
        WireObject.Fields<City> fields = new WireObject.Fields<>();
        var name = fields.required("city", WireKinds.TEXT, City::name);
        var region = fields.required("region", WireKinds.TEXT, City::region);
        var operator = fields.required("operator_name", WireKinds.TEXT, City::operatorName);
        var latitude =
                fields.required("latitude", WireKinds.numberWithin(-90, 90, "from -90 to 90 degrees"), City::latitude);
        var longitude = fields.required(
                "longitude", WireKinds.numberWithin(-180, 180, "from -180 to 180 degrees"), City::longitude);
        var zone = fields.required("zone", WireKinds.ZONE, City::zone);
        return fields.object(
                City.class,
                values -> new City(
                        values.get(name),
                        values.get(region),
                        values.get(operator),
                        values.get(latitude),
                        values.get(longitude),
                        values.get(zone)));
    }

    /** The three quality fields that readings share. */
    private static final class Quality<T> {

        private final WireField<T, QualityCode> code;
        private final WireField<T, SubstitutionMethod> method;
        private final WireField<T, Double> score;

        Quality(WireObject.Fields<T> fields, Function<T, ReadingQuality> getter) {
            code = fields.optional(
                    "quality_code", QUALITY_CODE, source -> getter.apply(source).code(), QualityCode.AS_PROVIDED);
            method = fields.optional(
                    "quality_method",
                    SUBSTITUTION_METHOD,
                    source -> getter.apply(source).method(),
                    SubstitutionMethod.NONE);
            score = fields.measured(
                    "data_quality_score",
                    WireKinds.numberWithin(0, 1, "from 0 to 1"),
                    source -> getter.apply(source).score());
        }

        ReadingQuality of(WireValues values) {
            return new ReadingQuality(
                    values.or(code, QualityCode.AS_PROVIDED),
                    values.or(method, SubstitutionMethod.NONE),
                    values.number(score));
        }
    }
}
