package io.metrify.architecture;

import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What every class and package of every artifact keeps to. */
class HouseRulesTest {

    @Test
    void classesAreNamedForWhatTheyAre() {
        noClasses()
                .should()
                .haveNameMatching(".*(Utils?|Helper|Manager|Impl)(\\$.*)?")
                .check(MetrifyClasses.ALL);
    }

    @Test
    void packagesAreNamedForWhatTheyHold() {
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..common..", "..impl..", "..core..", "..manager..", "..helper..")
                .check(MetrifyClasses.ALL);
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<JavaPackage> unmarked = MetrifyClasses.ALL.stream()
                .map(JavaClass::getPackage)
                .filter(inspected -> !inspected.isAnnotatedWith(NullMarked.class))
                .collect(Collectors.toSet());
        assertThat(unmarked).isEmpty();
    }

    @Test
    void classesThatCanBeInstantiatedAreFinalOrSealed() {
        classes()
                .that()
                .areNotInterfaces()
                .and()
                .areNotEnums()
                .and()
                .areNotAssignableTo(Enum.class)
                .and()
                .areNotAnonymousClasses()
                .and()
                .areNotAssignableTo(Throwable.class)
                .and()
                .doNotHaveModifier(JavaModifier.ABSTRACT)
                .and(are(notSealed()))
                .should()
                .haveModifier(JavaModifier.FINAL)
                .allowEmptyShould(true)
                .check(MetrifyClasses.ALL);
    }

    @Test
    void domainCodeIsToldTheTime() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        Artifact.MODEL.packages(),
                        Artifact.VALIDATION.packages(),
                        Artifact.QUALITY.packages(),
                        Artifact.ANALYTICS.packages())
                .should()
                .callMethodWhere(readsTheSystemClockOrZone())
                .check(MetrifyClasses.ALL);
    }

    @Test
    void librariesDoNotPrint() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.metrify.samples..")
                .should(ACCESS_STANDARD_STREAMS)
                .check(MetrifyClasses.ALL);
    }

    private static DescribedPredicate<JavaClass> notSealed() {
        return DescribedPredicate.describe("not sealed", type -> !type.reflect().isSealed());
    }

    private static DescribedPredicate<JavaMethodCall> readsTheSystemClockOrZone() {
        return DescribedPredicate.describe("it reads the system clock or zone", call -> {
            AccessTarget.MethodCallTarget target = call.getTarget();
            String owner = target.getOwner().getName();
            return switch (target.getName()) {
                case "now" ->
                    owner.startsWith("java.time.")
                            && target.getRawParameterTypes().isEmpty();
                case "system", "systemUTC", "systemDefaultZone" ->
                    owner.equals("java.time.Clock") || owner.equals("java.time.InstantSource");
                case "systemDefault" -> owner.equals("java.time.ZoneId");
                case "currentTimeMillis" -> owner.equals("java.lang.System");
                default -> false;
            };
        });
    }
}
