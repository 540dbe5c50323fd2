package io.metrify.validation.bean;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Validators of both languages, and what they say of a bean. */
final class Judge {

    static final Validator ENGLISH = BeanValidation.factory(Locale.ENGLISH).getValidator();
    static final Validator GERMAN = BeanValidation.factory(Locale.GERMAN).getValidator();

    private Judge() {}

    /** The messages of a bean's violations in English, by path. */
    static Map<String, String> english(Object bean) {
        return messages(ENGLISH, bean);
    }

    /** The messages of a bean's violations in German, by path. */
    static Map<String, String> german(Object bean) {
        return messages(GERMAN, bean);
    }

    /** The messages of a bean's violations, of which there is one per path. */
    static <T> Map<String, String> messages(Validator validator, T bean) {
        Set<ConstraintViolation<T>> violations = validator.validate(bean);
        Map<String, String> messages = new TreeMap<>();
        for (ConstraintViolation<T> violation : violations) {
            messages.put(violation.getPropertyPath().toString(), violation.getMessage());
        }
        assertThat(messages).hasSameSizeAs(violations);
        return messages;
    }
}
