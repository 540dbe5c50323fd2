package io.metrify.validation;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The coverages a rule set has met. Lock-free; it never holds more than {@link #SLOTS}, so that rules whose reasons
 * differ for every record cannot fill the memory: what finds no place is made anew each time.
 */
final class CoverageTable {

    private static final int SLOTS = 1024;
    private static final int LONGEST_PROBE = 16;

    private final List<String> ids;
    private final ValidationReport complete;
    private final AtomicReferenceArray<Coverage> slots = new AtomicReferenceArray<>(SLOTS);

    CoverageTable(List<String> ids) {
        this.ids = ids;
        this.complete = new ValidationReport(List.of(), List.copyOf(ids), Map.of());
    }

    /** The report of a record that every rule judged and found sound. */
    ValidationReport complete() {
        return complete;
    }

    Coverage of(Inspection inspection) {
        int hash = inspection.skipHash() * 0x9E3779B9;
        int home = hash >>> 22;
        for (int probe = 0; probe < LONGEST_PROBE; probe++) {
            int slot = (home + probe) & (SLOTS - 1);
            Coverage known = slots.get(slot);
            if (known == null) {
                Coverage fresh = Coverage.of(ids, inspection);
                if (slots.compareAndSet(slot, null, fresh)) {
                    return fresh;
                }
                known = slots.get(slot);
            }
            if (known.describes(inspection)) {
                return known;
            }
        }
        return Coverage.of(ids, inspection);
    }
}
