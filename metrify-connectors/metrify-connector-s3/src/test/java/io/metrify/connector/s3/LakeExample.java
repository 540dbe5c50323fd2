package io.metrify.connector.s3;

import io.metrify.connector.api.IngestPipeline;
import io.metrify.connector.api.Ledger;
import io.metrify.connector.api.RecordDecoder;
import io.metrify.connector.api.Source;
import io.metrify.model.meter.MeterReading;
import io.metrify.validation.MeterDirectory;
import io.metrify.validation.RuleSet;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;

/** The listings of docs/guide/lake.md, so that they compile; {@link LakeGuideTest} compares them. */
final class LakeExample {

    private LakeExample() {}

    static IngestPipeline write(
            Source source,
            RecordDecoder<MeterReading> decoder,
            RuleSet<MeterReading> rules,
            Ledger ledger,
            MeterDirectory directory) {
        S3Client client = S3Clients.create(S3Settings.aws()); // yours to close
        S3Lake lake = S3Lake.builder(client, "energy")
                .prefix("readings")
                .meters(directory) // where regions and types of meters are looked up
                .raw(true) // keep every record as it came, accepted or not
                .build();

        IngestPipeline pipeline = IngestPipeline.builder(source, decoder, rules, ledger)
                .sink(lake.sink())
                .build();
        return pipeline;
    }

    static void read(S3Lake lake) {
        LakeQuery query = LakeQuery.ALL
                .withDates(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 31))
                .withRegions(Set.of("Bayern"))
                .withMeterIds(Set.of("DE-17"));
        try (Stream<MeterReading> readings = lake.read(query)) {
            readings.forEach(System.out::println);
        }
    }

    static List<String> addresses(S3Lake lake) {
        List<String> addresses =
                lake.snapshot().addresses(); // s3://energy/readings/date=…, one for each object that counts
        return addresses;
    }

    static void keepInOrder(S3Lake lake) {
        LakeMaintenance maintenance = lake.maintenance();
        maintenance.compact(32 << 20, 128 << 20); // merge objects below 32 MiB into up to 128 MiB
        maintenance.dropBefore(LocalDate.of(2024, 1, 1)); // retention
        maintenance.vacuum(Duration.ofDays(1)); // remove what does not count and is older than a day
    }

    static MeterErasure.Report erase(LakeMaintenance maintenance, RecordDecoder<MeterReading> decoder) {
        MeterErasure.Report report = maintenance.erase("DE-17").decoder(decoder).run();
        return report;
    }
}
