package io.metrify.quality.expectation;

import static java.util.Map.entry;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The types of expectation that are known, by name: those of Great Expectations that have a schema, and one of ours. The next type
 * goes here, as an entry that names what makes its check.
 */
final class ExpectationTypes {

    private static final Map<String, CheckMaker> MAKERS = Map.ofEntries(
            entry("expect_column_to_exist", TableExpectations::columnToExist),
            entry("expect_table_column_count_to_be_between", TableExpectations::columnCountBetween),
            entry("expect_table_column_count_to_equal", TableExpectations::columnCountEqual),
            entry("expect_table_columns_to_match_ordered_list", TableExpectations::columnsMatchOrderedList),
            entry("expect_table_columns_to_match_set", TableExpectations::columnsMatchSet),
            entry("expect_table_row_count_to_be_between", TableExpectations::rowCountBetween),
            entry("expect_table_row_count_to_equal", TableExpectations::rowCountEqual),
            entry("expect_table_row_count_to_equal_other_table", TableExpectations::rowCountEqualOtherTable),
            entry("unexpected_rows_expectation", QueryExpectation::unexpectedRows),
            entry("expect_column_max_to_be_between", AggregateExpectations::max),
            entry("expect_column_mean_to_be_between", AggregateExpectations::mean),
            entry("expect_column_median_to_be_between", AggregateExpectations::median),
            entry("expect_column_min_to_be_between", AggregateExpectations::min),
            entry("expect_column_stdev_to_be_between", AggregateExpectations::deviation),
            entry("expect_column_sum_to_be_between", AggregateExpectations::sum),
            entry(
                    "expect_column_proportion_of_unique_values_to_be_between",
                    AggregateExpectations::proportionOfUniqueValues),
            entry("expect_column_unique_value_count_to_be_between", AggregateExpectations::uniqueValueCount),
            entry("expect_column_distinct_values_to_be_in_set", DistinctExpectations::inSet),
            entry("expect_column_distinct_values_to_contain_set", DistinctExpectations::containSet),
            entry("expect_column_distinct_values_to_equal_set", DistinctExpectations::equalSet),
            entry("expect_column_most_common_value_to_be_in_set", DistinctExpectations::mostCommon),
            entry("expect_column_quantile_values_to_be_between", QuantileExpectation::between),
            entry("expect_column_kl_divergence_to_be_less_than", DivergenceExpectation::lessThan),
            entry("expect_column_k_l_divergence_to_be_less_than", DivergenceExpectation::lessThan),
            entry("expect_column_values_to_be_between", ValueExpectations::between),
            entry("expect_column_values_to_be_in_set", ValueExpectations::inSet),
            entry("expect_column_values_to_not_be_in_set", ValueExpectations::notInSet),
            entry("expect_column_values_to_be_null", ValueExpectations::isNull),
            entry("expect_column_values_to_not_be_null", ValueExpectations::notNull),
            entry("expect_column_values_to_be_unique", ValueExpectations::unique),
            entry("expect_column_values_to_be_of_type", TypeExpectations::ofType),
            entry("expect_column_values_to_be_in_type_list", TypeExpectations::inTypeList),
            entry("expect_column_values_to_match_regex", TextExpectations::matchRegex),
            entry("expect_column_values_to_not_match_regex", TextExpectations::notMatchRegex),
            entry("expect_column_values_to_match_regex_list", TextExpectations::matchRegexList),
            entry("expect_column_values_to_not_match_regex_list", TextExpectations::notMatchRegexList),
            entry("expect_column_values_to_match_like_pattern", TextExpectations::matchLike),
            entry("expect_column_values_to_not_match_like_pattern", TextExpectations::notMatchLike),
            entry("expect_column_values_to_match_like_pattern_list", TextExpectations::matchLikeList),
            entry("expect_column_values_to_not_match_like_pattern_list", TextExpectations::notMatchLikeList),
            entry("expect_column_value_lengths_to_be_between", TextExpectations::lengthBetween),
            entry("expect_column_value_lengths_to_equal", TextExpectations::lengthEqual),
            entry("expect_column_value_z_scores_to_be_less_than", ScoreTest::lessThan),
            entry("expect_column_pair_values_a_to_be_greater_than_b", PairExpectations::greater),
            entry("expect_column_pair_values_to_be_equal", PairExpectations::equal),
            entry("expect_column_pair_values_to_be_in_set", PairExpectations::inSet),
            entry("expect_compound_columns_to_be_unique", MultiColumnExpectations::compoundUnique),
            entry(
                    "expect_select_column_values_to_be_unique_within_record",
                    MultiColumnExpectations::uniqueWithinRecord),
            entry("expect_multicolumn_sum_to_equal", MultiColumnExpectations::sumEqual),
            entry("expect_column_values_to_be_determined_by_columns", DependencyTest::determinedBy));

    private ExpectationTypes() {}

    /** What makes checks of a type, or null if the type is not known. */
    static @Nullable CheckMaker maker(String type) {
        return MAKERS.get(type);
    }
}
