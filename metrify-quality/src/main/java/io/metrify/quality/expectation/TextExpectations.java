package io.metrify.quality.expectation;

import io.metrify.quality.table.Column;
import io.metrify.quality.table.ColumnType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Expectations of single texts: patterns and lengths. */
final class TextExpectations {

    private static final Column LENGTH = Column.of("length", ColumnType.INTEGER);
    private static final Set<String> ANY_OR_ALL = Set.of("any", "all");

    private TextExpectations() {}

    static Check matchRegex(Request request) {
        return texts(request, PythonRegex.of(request.arguments().text("regex")));
    }

    static Check notMatchRegex(Request request) {
        return texts(request, PythonRegex.of(request.arguments().text("regex")).negate());
    }

    static Check matchRegexList(Request request) {
        return texts(request, anyOrAll(request, regexes(request)));
    }

    static Check notMatchRegexList(Request request) {
        return texts(request, any(regexes(request)).negate());
    }

    static Check matchLike(Request request) {
        return texts(request, LikePattern.of(request.arguments().text("like_pattern")));
    }

    static Check notMatchLike(Request request) {
        return texts(
                request,
                LikePattern.of(request.arguments().text("like_pattern")).negate());
    }

    static Check matchLikeList(Request request) {
        return texts(request, anyOrAll(request, likes(request)));
    }

    static Check notMatchLikeList(Request request) {
        return texts(request, any(likes(request)).negate());
    }

    static Check lengthBetween(Request request) {
        KeyRange range =
                KeyRange.of(LENGTH, Limits.atLeastOne(request.arguments()).numbers());
        return texts(request, text -> range.holds(CodePoints.length(text)));
    }

    static Check lengthEqual(Request request) {
        BigDecimal length = request.arguments().number("value");
        return texts(request, text -> length.compareTo(BigDecimal.valueOf(CodePoints.length(text))) == 0);
    }

    private static Check texts(Request request, Predicate<String> expected) {
        int place = request.textPlace("text to look at");
        return request.ofValues(place, new TextTest(request.scope(), place, expected));
    }

    private static List<Predicate<String>> regexes(Request request) {
        return patterns(request, "regex_list").stream()
                .<Predicate<String>>map(PythonRegex::of)
                .toList();
    }

    private static List<Predicate<String>> likes(Request request) {
        return patterns(request, "like_pattern_list").stream()
                .map(LikePattern::of)
                .toList();
    }

    private static List<String> patterns(Request request, String name) {
        List<String> patterns = request.arguments().texts(name);
        if (patterns.isEmpty()) {
            throw request.arguments().wrong(name, "give at least one pattern");
        }
        return patterns;
    }

    private static Predicate<String> anyOrAll(Request request, List<Predicate<String>> patterns) {
        return request.arguments().word("match_on", "any", ANY_OR_ALL).equals("any")
                ? any(patterns)
                : text -> patterns.stream().allMatch(pattern -> pattern.test(text));
    }

    private static Predicate<String> any(List<Predicate<String>> patterns) {
        return text -> patterns.stream().anyMatch(pattern -> pattern.test(text));
    }
}
