package io.metrify.validation.config;

import static io.metrify.validation.config.RuleFileProblemTest.problems;
import static io.metrify.validation.config.RuleFileProblemTest.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metrify.model.Energy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileRuleFileTest {

    @Test
    void aFileIsAtMostAMegabyte() throws IOException {
        String largest = "version: 1\n#" + "x".repeat((1 << 20) - 12);
        RuleFile.parse(largest, "rules.yaml");
        RuleFile.read(bytes(largest), "rules.yaml");

        assertThat(problems(largest + "x")).singleElement().asString().contains("larger than 1048576 bytes");
        assertThat(refused(() -> RuleFile.read(bytes(largest + "x"), "rules.yaml"))
                        .problems())
                .hasSize(1);
    }

    @Test
    void aStreamWithoutEndIsNotReadToItsEnd() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };
        assertThat(refused(() -> RuleFile.read(endless, "rules.yaml")).problems())
                .singleElement()
                .asString()
                .contains("larger than 1048576 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "{\"a\": [", "- ", "? "})
    void nestingHasAnEnd(String opening) {
        String deep = opening.repeat(200_000 / opening.length());

        assertThat(refused(() -> RuleFile.parse(deep, "rules.yaml")).problems()).hasSize(1);
        assertThat(refused(() -> RuleFile.parse(deep, "rules.json")).problems()).hasSize(1);
    }

    @Test
    void nestingIsRefusedWhereItIsTooDeep() {
        assertThat(problems("version: 1\nmeter: " + "[".repeat(40) + "]".repeat(40)))
                .singleElement()
                .asString()
                .startsWith("2:24: ")
                .contains("nested more than 16 deep");
    }

    @Test
    void anAliasBombIsNotExpanded() {
        StringBuilder bomb = new StringBuilder("version: 1\na0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < 40; level++) {
            bomb.append("a%d: &a%d [".formatted(level, level))
                    .append("*a%d, ".formatted(level - 1).repeat(9))
                    .append("]\n");
        }
        assertThat(problems(bomb.toString()))
                .hasSize(Problems.MOST)
                .anyMatch(problem -> problem.contains("repeats what stands elsewhere"));
    }

    @Test
    void anchorsAndAliasesAreRefused() {
        assertThat(problems("""
                version: 1
                meter: &all
                  capacity_factor: &factor 1.2
                  crosscheck_share: *factor
                  meter_types: {GRID: *all}
                grid: {<<: *all}
                """))
                .satisfiesExactly(
                        problem -> assertThat(problem).startsWith("2:8: meter: the anchor &all "),
                        problem -> assertThat(problem).startsWith("3:20: meter.capacity_factor: the anchor &factor "),
                        problem -> assertThat(problem).startsWith("4:21: meter.crosscheck_share: *factor repeats "),
                        problem -> assertThat(problem).startsWith("5:23: meter.meter_types.GRID: *all repeats "),
                        problem -> assertThat(problem).startsWith("6:8: grid[<<]: the key \"<<\" is not known"),
                        problem -> assertThat(problem).startsWith("6:12: grid[<<]: *all repeats "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL [\"http://127.0.0.1/\"]]]]",
                "!!java.io.FileOutputStream [/tmp/owned]",
                "!<tag:yaml.org,2002:java.lang.Runtime> {}",
                "!own 1",
                "!!float 1",
                "!!binary aGVsbG8="
            })
    void tagsAreRefusedAndMakeNoObject(String value) {
        assertThat(problems("version: 1\nmeter: {capacity_factor: " + value + "}"))
                .isNotEmpty()
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("2:26: meter.capacity_factor: the tag ")
                        .contains("leave it out"));
    }

    @Test
    void aTagHandleOfItsOwnIsRefusedToo() {
        assertThat(problems("%TAG !e! tag:yaml.org,2002:java.\n---\nversion: !e!lang.Integer 1\n"))
                .singleElement()
                .asString()
                .startsWith("3:10: version: the tag tag:yaml.org,2002:java.lang.Integer");
        assertThat(problems("version: !unknown!x 1\n"))
                .singleElement()
                .asString()
                .contains("this is not YAML");
    }

    @Test
    void aFileHasOneDocument() {
        RuleFile.parse("%YAML 1.2\n---\nversion: 1\n...\n", "rules.yaml");

        assertThat(problems("version: 1\n---\nversion: 1\n"))
                .containsExactly(
                        "3:1: a second document begins here; a rule file has one, so put each in a file of its own");
        assertThat(problems("version: 1\n---\n")).singleElement().asString().contains("a second document");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\n", "# nothing but a comment\n", "---\n", "~", "\uFEFF"})
    void anEmptyFileIsNoRuleFile(String empty) {
        assertThat(problems(empty))
                .singleElement()
                .asString()
                .contains("the file is empty; write at least: version: 1");
    }

    @Test
    void anEmptyJsonFileIsNoRuleFile() {
        assertThat(refused(() -> RuleFile.parse("", "rules.json")).problems())
                .singleElement()
                .asString()
                .contains("the file is empty");
    }

    @Test
    void aByteOrderMarkAtTheBeginningIsSkippedAndRefusedElsewhere() throws IOException {
        RuleFile.read(bytes("\uFEFFversion: 1\n"), "rules.yaml");
        RuleFile.read(bytes("\uFEFF{\"version\": 1}"), "rules.json");

        assertThat(problems("version: 1\nmeter: \uFEFF{}\n"))
                .singleElement()
                .asString()
                .startsWith("2:8: the character \\uFEFF");
    }

    @Test
    void onlyUtf8IsRead() {
        byte[] latin = "version: 1\n# Z\u00e4hler\n".getBytes(StandardCharsets.ISO_8859_1);
        byte[] wide = "version: 1".getBytes(StandardCharsets.UTF_16);

        assertThat(refused(() -> RuleFile.read(new ByteArrayInputStream(latin), "rules.yaml"))
                        .problems())
                .singleElement()
                .hasToString("rules.yaml:2:4: byte 0xe4 is not UTF-8; save the file in UTF-8");
        assertThat(refused(() -> RuleFile.read(new ByteArrayInputStream(wide), "rules.json"))
                        .problems())
                .singleElement()
                .asString()
                .contains(":1:1: byte 0xfe is not UTF-8");
        assertThat(refused(() -> RuleFile.read(new ByteArrayInputStream(new byte[] {'a', (byte) 0xC3}), "rules.yaml"))
                        .problems())
                .singleElement()
                .asString()
                .contains(":1:2: byte 0xc3 is not UTF-8");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 0x1B, 0x7F, 0xD800, 0xFFFE})
    void controlCharactersAreRefused(int character) {
        String expected = ":2:3: the character \\u%04X is no text; remove it".formatted(character);

        for (String name : List.of("rules.yaml", "rules.json")) {
            assertThat(refused(() -> RuleFile.parse("version: 1\n# " + (char) character, name))
                            .problems())
                    .singleElement()
                    .asString()
                    .contains(expected);
        }
    }

    @Test
    void textOfTheFileDoesNotBreakTheLinesOfAMessage() {
        String report = refused(() -> RuleFile.parse(
                        "version: 1\n\"a\\nb\\u202E\\e[31m" + "k".repeat(900) + "\": \"c\\nd\"\n", "rules.yaml"))
                .getMessage();

        assertThat(report.lines()).hasSize(2);
        assertThat(report).contains("a\\u000Ab\\u202E\\u001B[31mkkk", "...").hasSizeLessThan(500);
    }

    @Test
    void aReportHasAnEnd() {
        StringBuilder many = new StringBuilder("version: 1\n");
        for (int i = 0; i < 5_000; i++) {
            many.append("key").append(i).append(": 1\n");
        }
        assertThat(problems(many.toString())).hasSize(100);
    }

    @Test
    void aFileHasNoMoreValuesThanRulesNeed() {
        assertThat(problems("version: 1\nmeter: {sentinels_kwh: [" + "1,".repeat(20_000) + "]}"))
                .singleElement()
                .asString()
                .startsWith("2:")
                .contains("more than 10000 values");
    }

    @Test
    void aNumberOfManyDigitsIsRefused() {
        String digits = "1".repeat(1_000_000);

        assertThat(problems("version: 1\nmeter: {capacity_factor: " + digits + "}\n"))
                .singleElement()
                .asString()
                .contains("1111... is larger than any number");
        assertThat(refused(() -> RuleFile.parse("{\"version\":\n" + digits + "}", "rules.json"))
                        .problems())
                .singleElement()
                .asString()
                .startsWith("rules.json:2:")
                .contains("Number value length (1000000) exceeds the maximum allowed (1000)");
    }

    @Test
    void aKeyIsAWord() {
        assertThat(problems("version: 1\n? [a, b]\n: c\n"))
                .singleElement()
                .asString()
                .contains("a key is a single word");
        assertThat(problems("version: 1\n{a: b}: c\n"))
                .singleElement()
                .asString()
                .contains("a key is a single word");
        assertThat(problems("version: 1\n'': c\n"))
                .singleElement()
                .asString()
                .contains("the key \"\" is not known here");
    }

    @Test
    void withoutAParserTheErrorNamesTheDependency() throws Exception {
        URL[] metrifyAlone = {location(RuleFile.class), location(Energy.class)};
        try (URLClassLoader loader = new URLClassLoader(metrifyAlone, ClassLoader.getPlatformClassLoader())) {
            Method parse = loader.loadClass(RuleFile.class.getName()).getMethod("parse", String.class, String.class);

            assertThatThrownBy(() -> invoke(parse, "rules.yaml"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("add the dependency org.yaml:snakeyaml");
            assertThatThrownBy(() -> invoke(parse, "rules.json"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("add the dependency com.fasterxml.jackson.core:jackson-core");
        }
    }

    private static void invoke(Method parse, String name) throws Throwable {
        try {
            parse.invoke(null, "version: 1", name);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }

    private static URL location(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
