package io.metrify.validation.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The problems of a file while it is read. */
final class Problems {

    /** A file with more is not a rule file; without a bound a hostile one would make a report larger than itself. */
    static final int MOST = 100;

    private final String file;
    private final List<RuleFileProblem> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void add(Place place, String value, String message) {
        found.add(new RuleFileProblem(
                file, place.line(), place.column(), place.path(), Quoted.abbreviated(value), message));
        if (found.size() == MOST) {
            throw exception();
        }
    }

    /** A problem after which nothing more can be read. */
    RuleFileException end(Place place, String value, String message) {
        found.add(new RuleFileProblem(
                file, place.line(), place.column(), place.path(), Quoted.abbreviated(value), message));
        return exception();
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw exception();
        }
    }

    private RuleFileException exception() {
        found.sort(Comparator.comparingInt(RuleFileProblem::line).thenComparingInt(RuleFileProblem::column));
        return new RuleFileException(file, found);
    }
}
