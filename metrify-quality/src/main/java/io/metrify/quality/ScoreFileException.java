package io.metrify.quality;

import java.util.List;

/**
 * A file of {@link ScoreSettings} that cannot be used. It lists all that is wrong with the file, not only the first; after an
 * error of syntax nothing more is read.
 */
public final class ScoreFileException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    ScoreFileException(String file, List<String> problems) {
        super(file + " sets no scores, as it has "
                + (problems.size() == 1 ? "a problem" : problems.size() + " problems") + ":\n  "
                + String.join("\n  ", problems));
        this.problems = List.copyOf(problems);
    }

    /**
     * All that is wrong.
     *
     * @return at least one, in the order of the file, each with file, line, column, path and what to write instead
     */
    public List<String> problems() {
        return problems;
    }
}
