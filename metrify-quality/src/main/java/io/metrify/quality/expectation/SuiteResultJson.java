package io.metrify.quality.expectation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes results as validation results of Great Expectations, from which its tools make their pages. Where to put them is what
 * {@link ValidationRun#storeKey} says.
 */
public final class SuiteResultJson {

    private SuiteResultJson() {}

    /**
     * Writes how a suite came out.
     *
     * <p>An expectation that could not be checked has {@code exception_info} with the sentence that says why, and no result.
     * {@code success_percent} is null if nothing was expected.
     *
     * @param result how it came out
     * @param run in which run; written as {@code meta.run_id}, {@code meta.validation_time} and {@code meta.batch_spec}
     * @return JSON, indented
     */
    public static String write(SuiteResult result, ValidationRun run) {
        ExpectationSuite suite = result.suite();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("success", result.success());
        json.put("results", result.results().stream().map(SuiteResultJson::json).toList());
        json.put("suite_name", suite.name());
        json.put("suite_parameters", suite.others().getOrDefault("suite_parameters", Map.of()));
        json.put("statistics", statistics(result.results()));
        json.put("meta", meta(suite, run));
        return JsonWriter.write(json);
    }

    private static Map<String, @Nullable Object> json(ExpectationResult result) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("success", result.success());
        json.put("expectation_config", SuiteJson.json(result.expectation()));
        json.put("result", result.result());
        json.put("meta", Map.of());
        json.put("exception_info", exception(result.error()));
        return json;
    }

    private static Map<String, @Nullable Object> exception(@Nullable String error) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("raised_exception", error != null);
        json.put("exception_traceback", null);
        json.put("exception_message", error);
        return json;
    }

    private static Map<String, @Nullable Object> statistics(List<ExpectationResult> results) {
        long evaluated = results.size();
        long successful = results.stream().filter(ExpectationResult::success).count();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("evaluated_expectations", evaluated);
        json.put("successful_expectations", successful);
        json.put("unsuccessful_expectations", evaluated - successful);
        json.put("success_percent", evaluated == 0 ? null : (Object) (100.0 * successful / evaluated));
        return json;
    }

    private static Map<String, @Nullable Object> meta(ExpectationSuite suite, ValidationRun run) {
        Map<String, @Nullable Object> runId = new LinkedHashMap<>();
        runId.put("run_name", run.name());
        runId.put("run_time", run.isoTime());
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("expectation_suite_name", suite.name());
        json.put("run_id", runId);
        json.put("validation_time", run.compactTime());
        json.put("batch_spec", run.batch() == null ? Map.of() : Map.of("batch_id", run.batch()));
        json.put("expectation_suite_meta", suite.meta());
        return json;
    }
}
