package io.metrify.model.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metrify.model.grid.GridStatus;
import io.metrify.model.meter.Ambient;
import io.metrify.model.meter.Electrical;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ReadingQuality;
import io.metrify.model.meter.RegisterReading;
import io.metrify.model.meter.Site;
import io.metrify.model.weather.WeatherObservation;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The model where there is nothing else: no Jakarta API, only the JDK. */
class WithoutJakartaTest {

    private static URLClassLoader alone;

    @BeforeAll
    static void seesOnlyTheModelAndTheJdk() {
        URL model = MeterReading.class.getProtectionDomain().getCodeSource().getLocation();
        alone = new URLClassLoader(new URL[] {model}, ClassLoader.getPlatformClassLoader());
        assertThatThrownBy(() -> alone.loadClass("jakarta.validation.Constraint"))
                .isInstanceOf(ClassNotFoundException.class);
    }

    @AfterAll
    static void close() throws Exception {
        alone.close();
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                MeterReading.class,
                RegisterReading.class,
                Meter.class,
                Site.class,
                Electrical.class,
                Ambient.class,
                ReadingQuality.class,
                GridStatus.class,
                GridStatus.Capacity.class,
                GridStatus.Network.class,
                WeatherObservation.class,
                WeatherObservation.Air.class,
                WeatherObservation.Wind.class,
                WeatherObservation.Sky.class
            })
    void carriesOnlyItsOwnAnnotations(Class<?> type) throws Exception {
        assertThat(annotations(type)).isNotEmpty();
        Class<?> loaded = alone.loadClass(type.getName());
        assertThat(loaded).isNotSameAs(type);
        assertThat(annotations(loaded))
                .extracting(annotation -> annotation.annotationType().getName())
                .allMatch(MeasuredRange.class.getName()::equals);
    }

    @Test
    void makesAndComparesRecords() throws Exception {
        Object supply = supply(230);
        assertThat(supply).isEqualTo(supply(230)).hasSameHashCodeAs(supply(230)).isNotEqualTo(supply(231));
        assertThat(supply).hasToString("Electrical[voltage=230.0, current=10.0, powerFactor=1.0, frequency=50.0]");
    }

    @Test
    void tellsTheRangeToWhoeverReadsIt() throws Exception {
        Annotation range =
                annotations(alone.loadClass(Electrical.class.getName())).get(0);
        assertThat(range.annotationType().getMethod("max").invoke(range)).isEqualTo(253.0);
        assertThat(range.annotationType().getMethod("unit").invoke(range)).isEqualTo("V");
    }

    private static Object supply(double voltage) throws Exception {
        Constructor<?> constructor = alone.loadClass(Electrical.class.getName())
                .getConstructor(double.class, double.class, double.class, double.class);
        return constructor.newInstance(voltage, 10, 1, 50);
    }

    /** Those of the fields, the accessors and the parameters of constructors, in the order of declaration. */
    private static List<Annotation> annotations(Class<?> type) {
        List<AnnotatedElement> elements = new ArrayList<>(List.of(type.getDeclaredFields()));
        for (RecordComponent component : type.getRecordComponents()) {
            elements.add(component);
            elements.add(component.getAnnotatedType());
        }
        for (Method method : type.getDeclaredMethods()) {
            elements.add(method);
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            for (Parameter parameter : constructor.getParameters()) {
                elements.add(parameter);
            }
        }
        return elements.stream()
                .flatMap(element -> List.of(element.getAnnotations()).stream())
                .toList();
    }
}
