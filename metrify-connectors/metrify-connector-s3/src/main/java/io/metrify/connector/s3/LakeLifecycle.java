package io.metrify.connector.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.Transition;
import software.amazon.awssdk.services.s3.model.TransitionStorageClass;

/**
 * What the store does by itself with objects that grow old. {@link LakeMaintenance#put} puts it on the bucket.
 *
 * @param readings what happens to the Parquet objects; classes that must be restored before they are read are refused
 * @param raw what happens to the objects of the raw zone
 * @param oldVersionsDays after how many days a version is gone that was replaced or deleted, positive; null for never
 * @param unfinishedDays after how many days an upload in parts is given up that never ended, positive; null for never
 */
public record LakeLifecycle(
        Ageing readings,
        Ageing raw,
        @Nullable Integer oldVersionsDays,
        @Nullable Integer unfinishedDays) {

    /** Nothing happens to current objects; old versions are gone after 30 days, unfinished uploads after 7. */
    public static final LakeLifecycle STANDARD = new LakeLifecycle(Ageing.NONE, Ageing.NONE, 30, 7);

    /** Checks ranges. */
    public LakeLifecycle {
        Objects.requireNonNull(readings, "readings");
        Objects.requireNonNull(raw, "raw");
        if (readings.archiveDays() != null
                && (readings.archive() == Archive.GLACIER || readings.archive() == Archive.DEEP_ARCHIVE)) {
            throw new IllegalArgumentException("readings in " + readings.archive()
                    + " cannot be read before they are restored; use STANDARD_IA or GLACIER_IR");
        }
        Ageing.requirePositive(oldVersionsDays, "old versions");
        Ageing.requirePositive(unfinishedDays, "unfinished uploads");
    }

    /** A class of storage that is cheaper to keep and dearer to read. */
    public enum Archive {
        /** Read at once. */
        STANDARD_IA,
        /** Read at once. */
        GLACIER_IR,
        /** Must be restored for hours before it is read: for the raw zone only. */
        GLACIER,
        /** Must be restored for a day before it is read: for the raw zone only. */
        DEEP_ARCHIVE
    }

    /**
     * What happens to objects of a zone.
     *
     * @param archiveDays after how many days they move, positive; null for never
     * @param archive where they move to
     * @param expireDays after how many days the store deletes them, more than it archives them after; null for never. The
     *     log does not learn of it: let {@link LakeMaintenance#dropBefore} run with a shorter time
     */
    public record Ageing(
            @Nullable Integer archiveDays,
            Archive archive,
            @Nullable Integer expireDays) {

        /** Objects stay where they are. */
        public static final Ageing NONE = new Ageing(null, Archive.STANDARD_IA, null);

        /** Checks ranges. */
        public Ageing {
            Objects.requireNonNull(archive, "archive");
            requirePositive(archiveDays, "archiving");
            requirePositive(expireDays, "expiry");
            if (archiveDays != null && expireDays != null && expireDays <= archiveDays) {
                throw new IllegalArgumentException("objects expire after " + expireDays
                        + " days and are archived after " + archiveDays + "; expiry must come later");
            }
        }

        /**
         * The same, archived.
         *
         * @param days after how many days
         * @param where in which class of storage
         * @return a copy
         */
        public Ageing withArchive(int days, Archive where) {
            return new Ageing(days, where, expireDays);
        }

        /**
         * The same, deleted by the store.
         *
         * @param days after how many days
         * @return a copy
         */
        public Ageing withExpiry(int days) {
            return new Ageing(archiveDays, archive, days);
        }

        private static void requirePositive(@Nullable Integer days, String what) {
            if (days != null && days < 1) {
                throw new IllegalArgumentException(
                        what + " after " + days + " days is not possible; give 1 or more, or null for never");
            }
        }
    }

    /**
     * The same with another fate of the Parquet objects.
     *
     * @param newReadings what happens to them
     * @return a copy
     */
    public LakeLifecycle withReadings(Ageing newReadings) {
        return new LakeLifecycle(newReadings, raw, oldVersionsDays, unfinishedDays);
    }

    /**
     * The same with another fate of the raw zone.
     *
     * @param newRaw what happens to it
     * @return a copy
     */
    public LakeLifecycle withRaw(Ageing newRaw) {
        return new LakeLifecycle(readings, newRaw, oldVersionsDays, unfinishedDays);
    }

    /** What the names of all rules of a lake begin with. */
    static String idPrefix(String lake) {
        return "metrify:" + lake + ":";
    }

    List<LifecycleRule> rules(LakeLayout layout, String lake) {
        List<LifecycleRule> rules = new ArrayList<>();
        add(rules, readings, idPrefix(lake) + "readings", layout.datesPrefix());
        add(rules, raw, idPrefix(lake) + "raw", layout.rawPrefix());
        if (oldVersionsDays != null || unfinishedDays != null) {
            LifecycleRule.Builder rule = rule(idPrefix(lake) + "leftovers", layout.prefix());
            if (oldVersionsDays != null) {
                rule.noncurrentVersionExpiration(expiry -> expiry.noncurrentDays(oldVersionsDays));
            }
            if (unfinishedDays != null) {
                rule.abortIncompleteMultipartUpload(abort -> abort.daysAfterInitiation(unfinishedDays));
            }
            rules.add(rule.build());
        }
        return rules;
    }

    private static void add(List<LifecycleRule> rules, Ageing ageing, String id, String prefix) {
        if (ageing.archiveDays() == null && ageing.expireDays() == null) {
            return;
        }
        LifecycleRule.Builder rule = rule(id, prefix);
        if (ageing.archiveDays() != null) {
            rule.transitions(Transition.builder()
                    .days(ageing.archiveDays())
                    .storageClass(
                            TransitionStorageClass.fromValue(ageing.archive().name()))
                    .build());
        }
        if (ageing.expireDays() != null) {
            rule.expiration(expiry -> expiry.days(ageing.expireDays()));
        }
        rules.add(rule.build());
    }

    private static LifecycleRule.Builder rule(String id, String prefix) {
        return LifecycleRule.builder().id(id).status(ExpirationStatus.ENABLED).filter(filter -> filter.prefix(prefix));
    }
}
