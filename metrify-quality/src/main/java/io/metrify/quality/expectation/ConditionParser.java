package io.metrify.quality.expectation;

import io.metrify.quality.expectation.ConditionToken.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Understands the pieces of a row condition. One grammar for all dialects: {@code or} of {@code and} of {@code not} of brackets and
 * comparisons; what a dialect does not have is refused where it stands.
 */
final class ConditionParser {

    private static final int DEEPEST = 64;

    /** The longest number, in characters. */
    private static final int LONGEST_NUMBER = 64;

    private static final int LARGEST_EXPONENT = 400;

    private static final Map<String, ConditionOperator> OPERATORS = Map.of(
            "==", ConditionOperator.EQUAL,
            "!=", ConditionOperator.UNEQUAL,
            "<", ConditionOperator.LESS,
            "<=", ConditionOperator.AT_MOST,
            ">", ConditionOperator.GREATER,
            ">=", ConditionOperator.AT_LEAST);

    private static final Set<String> KEYWORDS =
            Set.of("AND", "OR", "NOT", "IN", "IS", "BETWEEN", "NULL", "LIKE", "RLIKE", "NONE", "TRUE", "FALSE");

    private final String text;
    private final ConditionDialect dialect;
    private final List<ConditionToken> tokens;
    private int at;
    private int depth;

    ConditionParser(String text, ConditionDialect dialect) {
        this.text = text;
        this.dialect = dialect;
        this.tokens = ConditionTokens.of(text, dialect);
    }

    RowCondition parse() {
        Condition condition = dialect == ConditionDialect.GREAT_EXPECTATIONS ? comparison() : anyOf();
        if (peek().kind() != Kind.END) {
            throw refusal(
                    peek(),
                    dialect == ConditionDialect.GREAT_EXPECTATIONS
                            ? "the parser great_expectations knows one comparison and nothing after it; write col(\"name\") > 5, or"
                                    + " use the condition_parser pandas or spark"
                            : "nothing more was expected; join comparisons by " + word("and") + " or " + word("or"));
        }
        return condition.over(dialect);
    }

    private Condition anyOf() {
        List<Condition> parts = new ArrayList<>(List.of(allOf()));
        while (acceptsWord("or") || acceptsLogic("|")) {
            parts.add(allOf());
        }
        return parts.size() == 1 ? parts.get(0) : new Condition.AnyOf(List.copyOf(parts));
    }

    private Condition allOf() {
        List<Condition> parts = new ArrayList<>(List.of(negation()));
        while (acceptsWord("and") || acceptsLogic("&")) {
            parts.add(negation());
        }
        return parts.size() == 1 ? parts.get(0) : new Condition.AllOf(List.copyOf(parts));
    }

    private Condition negation() {
        ConditionToken start = peek();
        if (acceptsWord("not") || (dialect == ConditionDialect.SPARK && acceptsSymbol("!"))) {
            return deeper(start, () -> new Condition.Not(negation()));
        }
        if (acceptsLogic("~")) {
            Condition negated = deeper(start, () -> new Condition.Not(tightly()));
            if (operator(peek()) != null) {
                throw refusal(start, "~ binds more tightly than a comparison; put brackets around what it negates");
            }
            return negated;
        }
        return comparison();
    }

    /** What {@code ~} negates: brackets, or what a column is asked with a point. */
    private Condition tightly() {
        ConditionToken start = peek();
        if (acceptsLogic("~")) {
            return deeper(start, () -> new Condition.Not(tightly()));
        }
        return peek().isSymbol("(") ? brackets() : question(column());
    }

    private Condition brackets() {
        ConditionToken start = next();
        Condition inner = deeper(start, this::anyOf);
        if (!acceptsSymbol(")")) {
            throw refusal(
                    peek(), "the bracket of character " + (start.start() + 1) + " is still open; close it with )");
        }
        return inner;
    }

    private Condition comparison() {
        if (dialect != ConditionDialect.GREAT_EXPECTATIONS && peek().isSymbol("(")) {
            return brackets();
        }
        ConditionToken start = peek();
        Object left = operand();
        if (operator(peek()) == null) {
            if (left instanceof String column) {
                return dialect == ConditionDialect.SPARK ? predicate(column) : question(column);
            }
            throw refusal(peek(), "a value alone is no condition; compare a column with it");
        }
        List<Condition> chain = new ArrayList<>();
        for (ConditionOperator operator = operator(peek()); operator != null; operator = operator(peek())) {
            if (!chain.isEmpty() && dialect != ConditionDialect.PANDAS) {
                throw refusal(
                        peek(), "only pandas compares in a chain; write two comparisons joined by " + word("and"));
            }
            next();
            Object right = operand();
            chain.add(compared(start, left, operator, right));
            left = right;
        }
        return chain.size() == 1 ? chain.get(0) : new Condition.AllOf(List.copyOf(chain));
    }

    private Condition compared(ConditionToken start, Object left, ConditionOperator operator, Object right) {
        if (left instanceof String column) {
            return right instanceof ConditionValue value
                    ? new Condition.Comparison(column, operator, value)
                    : new Condition.ColumnComparison(column, operator, (String) right);
        }
        if (right instanceof String column) {
            return new Condition.Comparison(column, operator.flipped(), (ConditionValue) left);
        }
        throw refusal(start, "two values are compared, which says nothing of a row; compare a column");
    }

    /** A column by itself, or asked with a point. */
    private Condition question(String column) {
        if (acceptsSymbol(".")) {
            return method(column);
        }
        if (dialect == ConditionDialect.PANDAS) {
            if (acceptsWord("in")) {
                return new Condition.Among(column, values(), false);
            }
            if (isWord(peek(), "not") && isWord(tokens.get(at + 1), "in")) {
                at += 2;
                return new Condition.Among(column, values(), true);
            }
            return new Condition.Truth(column);
        }
        throw refusal(peek(), "a comparison such as > 5, == \"x\" or .notNull() is missing after the column " + column);
    }

    private Condition method(String column) {
        ConditionToken name = next();
        String asked = name.text().toLowerCase(Locale.ROOT);
        boolean pandas = dialect == ConditionDialect.PANDAS;
        if (name.kind() == Kind.WORD && pandas && asked.equals("isin")) {
            expect("(", "isin takes a list; write " + column + ".isin([1, 2])");
            List<ConditionValue> values = values();
            expect(")", "isin takes one list; write " + column + ".isin([1, 2])");
            return new Condition.Among(column, values, false);
        }
        boolean present = asked.equals("notnull") || (pandas && asked.equals("notna"));
        boolean missing = pandas && (asked.equals("isnull") || asked.equals("isna"));
        if (name.kind() != Kind.WORD || !(present || missing)) {
            throw refusal(
                    name,
                    "a column is not asked for ." + name.text() + " here; write "
                            + (pandas ? ".isnull(), .notnull() or .isin([...])" : ".notNull()")
                            + ", and compute anything else as a column of the table");
        }
        expect("(", "write ." + name.text() + "()");
        expect(")", "write ." + name.text() + "()");
        return new Condition.Missing(column, !missing);
    }

    /** What SQL asks of a column in words. */
    private Condition predicate(String column) {
        if (acceptsWord("is")) {
            boolean not = acceptsWord("not");
            if (acceptsWord("null")) {
                return new Condition.Missing(column, not);
            }
            if (isWord(peek(), "true") || isWord(peek(), "false")) {
                Condition known = new Condition.AllOf(List.of(
                        new Condition.Missing(column, true),
                        new Condition.Comparison(
                                column, ConditionOperator.EQUAL, new ConditionValue.Flag(isWord(next(), "true")))));
                return not ? new Condition.Not(known) : known;
            }
            throw refusal(peek(), "after IS comes NULL, NOT NULL, TRUE or FALSE");
        }
        boolean not = acceptsWord("not");
        if (acceptsWord("in")) {
            return new Condition.Among(column, values(), not);
        }
        if (acceptsWord("between")) {
            Condition atLeast = bound(column, ConditionOperator.AT_LEAST);
            if (!acceptsWord("and")) {
                throw refusal(peek(), "BETWEEN has two bounds; write BETWEEN 1 AND 5");
            }
            Condition between = new Condition.AllOf(List.of(atLeast, bound(column, ConditionOperator.AT_MOST)));
            return not ? new Condition.Not(between) : between;
        }
        if (not) {
            throw refusal(peek(), "after NOT comes IN or BETWEEN here");
        }
        if (isWord(peek(), "like") || isWord(peek(), "rlike")) {
            throw refusal(
                    peek(),
                    "patterns are not matched in a row condition; compute what matches as a column of the table");
        }
        return new Condition.Truth(column);
    }

    private Condition bound(String column, ConditionOperator operator) {
        ConditionToken start = peek();
        return compared(start, column, operator, operand());
    }

    private List<ConditionValue> values() {
        ConditionToken open = next();
        boolean square = open.isSymbol("[") && dialect == ConditionDialect.PANDAS;
        if (!square && !open.isSymbol("(")) {
            throw refusal(
                    open,
                    dialect == ConditionDialect.PANDAS
                            ? "a list is missing; write [1, 2]"
                            : "a list is missing; write (1, 2)");
        }
        String close = square ? "]" : ")";
        List<ConditionValue> values = new ArrayList<>();
        while (!acceptsSymbol(close)) {
            if (!values.isEmpty()) {
                expect(",", "the values of a list are parted by commas, and the list ends with " + close);
                if (dialect == ConditionDialect.PANDAS && acceptsSymbol(close)) {
                    break;
                }
            }
            ConditionToken start = peek();
            if (!(operand() instanceof ConditionValue value)) {
                throw refusal(start, "a list holds values, not columns; compare the columns one by one");
            }
            values.add(value);
        }
        if (values.isEmpty()) {
            throw refusal(open, "the list is empty, so no row can be selected by it; give at least one value");
        }
        return List.copyOf(values);
    }

    /** A column's name as a String, or a ConditionValue. */
    private Object operand() {
        ConditionToken token = peek();
        return switch (token.kind()) {
            case NUMBER -> new ConditionValue.Numeric(number(next(), false));
            case TEXT -> new ConditionValue.Text(next().text());
            case SYMBOL -> signed(token);
            case NAME -> column();
            case WORD -> {
                String word = token.text().toUpperCase(Locale.ROOT);
                if (dialect != ConditionDialect.GREAT_EXPECTATIONS
                        && (isWord(token, "true") || isWord(token, "false"))) {
                    next();
                    yield new ConditionValue.Flag(word.equals("TRUE"));
                }
                if (isTemporal(word)) {
                    yield temporal();
                }
                yield column();
            }
            case END -> throw refusal(token, "a column or a value is missing at the end");
        };
    }

    private ConditionValue signed(ConditionToken sign) {
        boolean negative = sign.isSymbol("-");
        if ((negative || sign.isSymbol("+")) && tokens.get(at + 1).kind() == Kind.NUMBER) {
            next();
            return new ConditionValue.Numeric(number(next(), negative));
        }
        throw refusal(sign, "a column or a value was expected, not " + sign.text());
    }

    private BigDecimal number(ConditionToken token, boolean negative) {
        if (token.text().length() > LONGEST_NUMBER) {
            throw refusal(
                    token,
                    "a number of " + token.text().length() + " characters is too long; give at most " + LONGEST_NUMBER);
        }
        BigDecimal number;
        try {
            number = new BigDecimal(token.text());
        } catch (NumberFormatException outOfRange) {
            throw refusal(token, "the number " + token.text() + " is too large or too small for any column");
        }
        if (Math.abs((long) number.scale()) > LARGEST_EXPONENT) {
            throw refusal(token, "the number " + token.text() + " is too large or too small for any column");
        }
        return negative ? number.negate() : number;
    }

    /** Whether DATE or TIMESTAMP is followed by a text: they are not reserved, a column may be called so. */
    private boolean isTemporal(String word) {
        ConditionToken after = tokens.get(at + 1);
        return switch (dialect) {
            case GREAT_EXPECTATIONS -> word.equals("DATE") && after.isSymbol("(");
            case SPARK -> (word.equals("DATE") || word.equals("TIMESTAMP")) && after.kind() == Kind.TEXT;
            case PANDAS -> false;
        };
    }

    private ConditionValue temporal() {
        next();
        boolean call = acceptsSymbol("(");
        ConditionToken content = next();
        if (content.kind() != Kind.TEXT) {
            throw refusal(content, "a date in quotes was expected; write date(\"2026-03-29\")");
        }
        if (call) {
            expect(")", "write date(\"2026-03-29\")");
        }
        return new ConditionValue.Temporal(content.text());
    }

    private String column() {
        ConditionToken token = next();
        if (dialect == ConditionDialect.GREAT_EXPECTATIONS) {
            ConditionToken name = tokens.get(Math.min(at + 1, tokens.size() - 1));
            if (!isWord(token, "col") || !peek().isSymbol("(") || name.kind() != Kind.TEXT) {
                throw refusal(token, "a column was expected; write col(\"name\")");
            }
            at += 2;
            expect(")", "write col(\"" + name.text() + "\")");
            return named(name);
        }
        if (token.kind() == Kind.NAME) {
            return named(token);
        }
        if (token.kind() != Kind.WORD) {
            throw refusal(token, "a column was expected; write its name, in backticks if it is not a plain word");
        }
        String word = token.text().toUpperCase(Locale.ROOT);
        boolean nothing = word.equals("NULL") || word.equals("NONE");
        if (KEYWORDS.contains(word) && (dialect == ConditionDialect.SPARK || nothing || isKeyword(token))) {
            throw refusal(
                    token,
                    nothing
                            ? "nothing equals " + token.text() + "; write "
                                    + (dialect == ConditionDialect.SPARK
                                            ? "IS NULL or IS NOT NULL"
                                            : ".isnull() or .notnull()")
                            : "a column or a value was expected, not " + token.text());
        }
        if (peek().isSymbol("(")) {
            throw refusal(
                    token,
                    "functions such as " + token.text() + " are not known; compute them as a column of the table");
        }
        return token.text();
    }

    private String named(ConditionToken name) {
        if (name.text().isEmpty()) {
            throw refusal(name, "the name of the column is empty");
        }
        return name.text();
    }

    private @Nullable ConditionOperator operator(ConditionToken token) {
        if (token.kind() != Kind.SYMBOL) {
            return null;
        }
        boolean sql = dialect == ConditionDialect.SPARK;
        if (sql && token.text().equals("=")) {
            return ConditionOperator.EQUAL;
        }
        if (sql && token.text().equals("<>")) {
            return ConditionOperator.UNEQUAL;
        }
        if (token.text().equals("=")
                || token.text().equals("<>")
                || token.text().equals("<=>")) {
            throw refusal(
                    token,
                    token.text() + " does not compare here; write "
                            + (token.text().equals("<>") ? "!=" : "=="));
        }
        if (token.text().equals("+") || token.text().equals("-")) {
            throw refusal(token, "nothing is computed in a row condition; compute it as a column of the table");
        }
        return OPERATORS.get(token.text());
    }

    private Condition deeper(ConditionToken start, Supplier<Condition> inner) {
        if (++depth > DEEPEST) {
            throw refusal(start, "it is nested more than " + DEEPEST + " deep; write it with fewer brackets");
        }
        Condition condition = inner.get();
        depth--;
        return condition;
    }

    private void expect(String symbol, String remedy) {
        if (!acceptsSymbol(symbol)) {
            throw refusal(peek(), "a " + symbol + " is missing; " + remedy);
        }
    }

    private boolean acceptsSymbol(String symbol) {
        return accepts(peek().isSymbol(symbol));
    }

    /** Accepts one of pandas' signs for and, or, not. */
    private boolean acceptsLogic(String symbol) {
        return dialect == ConditionDialect.PANDAS && acceptsSymbol(symbol);
    }

    private boolean acceptsWord(String word) {
        return accepts(isWord(peek(), word));
    }

    private boolean accepts(boolean present) {
        if (present) {
            at++;
        }
        return present;
    }

    /** Whether a piece is a keyword: in Python these are written exactly so, in SQL in any case. */
    private boolean isWord(ConditionToken token, String word) {
        return token.kind() == Kind.WORD
                && (dialect == ConditionDialect.SPARK
                        ? token.text().equalsIgnoreCase(word)
                        : token.text().equals(cased(word)));
    }

    private boolean isKeyword(ConditionToken token) {
        return List.of("and", "or", "not", "in", "is").contains(token.text());
    }

    private static String cased(String word) {
        return switch (word) {
            case "true" -> "True";
            case "false" -> "False";
            default -> word;
        };
    }

    private String word(String word) {
        return dialect == ConditionDialect.SPARK ? word.toUpperCase(Locale.ROOT) : word;
    }

    private ConditionToken peek() {
        return tokens.get(at);
    }

    private ConditionToken next() {
        ConditionToken token = tokens.get(at);
        if (token.kind() != Kind.END) {
            at++;
        }
        return token;
    }

    private IllegalArgumentException refusal(ConditionToken token, String problem) {
        return ConditionTokens.refusal(text, token.start(), problem);
    }
}
