package io.metrify.quality.expectation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExpectationTypesTest {

    private static final List<String> TYPES_WITH_A_SCHEMA = List.of(
            "expect_column_to_exist",
            "expect_table_column_count_to_be_between",
            "expect_table_column_count_to_equal",
            "expect_table_columns_to_match_ordered_list",
            "expect_table_columns_to_match_set",
            "expect_table_row_count_to_be_between",
            "expect_table_row_count_to_equal",
            "expect_table_row_count_to_equal_other_table",
            "unexpected_rows_expectation",
            "expect_column_max_to_be_between",
            "expect_column_mean_to_be_between",
            "expect_column_median_to_be_between",
            "expect_column_min_to_be_between",
            "expect_column_stdev_to_be_between",
            "expect_column_sum_to_be_between",
            "expect_column_proportion_of_unique_values_to_be_between",
            "expect_column_unique_value_count_to_be_between",
            "expect_column_distinct_values_to_be_in_set",
            "expect_column_distinct_values_to_contain_set",
            "expect_column_distinct_values_to_equal_set",
            "expect_column_most_common_value_to_be_in_set",
            "expect_column_quantile_values_to_be_between",
            "expect_column_kl_divergence_to_be_less_than",
            "expect_column_values_to_be_between",
            "expect_column_values_to_be_in_set",
            "expect_column_values_to_not_be_in_set",
            "expect_column_values_to_be_null",
            "expect_column_values_to_not_be_null",
            "expect_column_values_to_be_unique",
            "expect_column_values_to_be_of_type",
            "expect_column_values_to_be_in_type_list",
            "expect_column_values_to_match_regex",
            "expect_column_values_to_not_match_regex",
            "expect_column_values_to_match_regex_list",
            "expect_column_values_to_not_match_regex_list",
            "expect_column_values_to_match_like_pattern",
            "expect_column_values_to_not_match_like_pattern",
            "expect_column_values_to_match_like_pattern_list",
            "expect_column_values_to_not_match_like_pattern_list",
            "expect_column_value_lengths_to_be_between",
            "expect_column_value_lengths_to_equal",
            "expect_column_value_z_scores_to_be_less_than",
            "expect_column_pair_values_a_to_be_greater_than_b",
            "expect_column_pair_values_to_be_equal",
            "expect_column_pair_values_to_be_in_set",
            "expect_compound_columns_to_be_unique",
            "expect_select_column_values_to_be_unique_within_record",
            "expect_multicolumn_sum_to_equal");

    @Test
    void knowsEveryTypeThatHasASchema() {
        assertThat(TYPES_WITH_A_SCHEMA).hasSize(48).allMatch(type -> ExpectationTypes.maker(type) != null);
    }

    @Test
    void knowsTheNameOfTheDivergenceThatIsDerivedFromItsClass() {
        assertThat(ExpectationTypes.maker("expect_column_k_l_divergence_to_be_less_than"))
                .isNotNull();
    }

    @Test
    void doesNotKnowOthers() {
        assertThat(ExpectationTypes.maker("expect_column_values_to_be_nice")).isNull();
    }
}
