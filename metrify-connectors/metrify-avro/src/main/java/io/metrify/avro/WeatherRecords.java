package io.metrify.avro;

import io.metrify.model.weather.City;
import io.metrify.model.weather.WeatherObservation;
import java.time.ZoneId;

/** Cities and their weather, to and from the fields of records. */
final class WeatherRecords {

    private WeatherRecords() {}

    static void writeWeatherObservation(WeatherObservation observation, FieldWriter to) {
        to.text("city", observation.city())
                .instant("timestamp", observation.timestamp())
                .number("temperature_celsius", observation.air().temperatureCelsius())
                .number("humidity_percent", observation.air().humidityPercent())
                .number("pressure_hpa", observation.air().pressureHpa())
                .number("wind_speed_ms", observation.wind().speedMs())
                .number("wind_direction_degrees", observation.wind().directionDegrees())
                .number("cloud_cover_percent", observation.sky().cloudCoverPercent())
                .number("visibility_km", observation.sky().visibilityKm())
                .number("energy_demand_factor", observation.energyDemandFactor());
    }

    static WeatherObservation readWeatherObservation(FieldReader from) {
        return new WeatherObservation(
                from.wireText("city"),
                from.instant("timestamp"),
                new WeatherObservation.Air(
                        from.optionalNumber("temperature_celsius"),
                        from.optionalNumber("humidity_percent"),
                        from.optionalNumber("pressure_hpa")),
                new WeatherObservation.Wind(
                        from.optionalNumber("wind_speed_ms"), from.optionalNumber("wind_direction_degrees")),
                new WeatherObservation.Sky(
                        from.optionalNumber("cloud_cover_percent"), from.optionalNumber("visibility_km")),
                from.optionalNumber("energy_demand_factor"));
    }

    static void writeCity(City city, FieldWriter to) {
        to.text("city", city.name())
                .text("region", city.region())
                .text("operator_name", city.operatorName())
                .number("latitude", city.latitude())
                .number("longitude", city.longitude())
                .text("zone", city.zone().getId());
    }

    static City readCity(FieldReader from) {
        String name = from.wireText("city");
        String region = from.wireText("region");
        String operatorName = from.wireText("operator_name");
        double latitude = from.number("latitude");
        double longitude = from.number("longitude");
        ZoneId zone = from.parsed("zone", ZoneId::of);
        return from.build("", () -> new City(name, region, operatorName, latitude, longitude, zone));
    }
}
