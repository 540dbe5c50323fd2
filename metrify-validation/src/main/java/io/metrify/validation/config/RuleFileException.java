package io.metrify.validation.config;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A rule file that cannot be used. It lists all that is wrong with the file, not only the first; after an error of syntax
 * nothing more can be read, and after {@value Problems#MOST} problems nothing more is.
 */
public final class RuleFileException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final List<RuleFileProblem> problems;

    RuleFileException(String file, List<RuleFileProblem> problems) {
        super(message(file, problems));
        this.problems = List.copyOf(problems);
    }

    /**
     * All that is wrong.
     *
     * @return at least one problem, in the order of the file
     */
    public List<RuleFileProblem> problems() {
        return problems;
    }

    private static String message(String file, List<RuleFileProblem> problems) {
        String count = problems.size() == 1 ? "a problem" : problems.size() + " problems";
        return problems.stream()
                .map(RuleFileProblem::toString)
                .collect(
                        Collectors.joining("\n  ", file + " has " + count + ", so none of its rules is used:\n  ", ""));
    }
}
