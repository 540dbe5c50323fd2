package io.metrify.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may see whom. A new artifact, or a new dependency between two, starts as a line in {@link Artifact}. */
class ArtifactDependencyTest {

    @ParameterizedTest
    @EnumSource(Artifact.class)
    void seesOnlyWhatTheTableAllows(Artifact artifact) {
        classes()
                .that()
                .resideInAPackage(artifact.packages())
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(artifact.mayDependOn())
                .check(MetrifyClasses.ALL);
    }

    @Test
    void onlyTheBeanPackageOfValidationSeesHibernateValidator() {
        noClasses()
                .that()
                .resideInAPackage("io.metrify..")
                .and()
                .resideOutsideOfPackages("io.metrify.validation.bean..", "io.metrify.samples..", "io.metrify.testkit..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.hibernate.validator..")
                .check(MetrifyClasses.ALL);
    }

    @Test
    void onlyTheConfigPackageOfValidationSeesParsers() {
        noClasses()
                .that()
                .resideInAPackage("io.metrify.validation..")
                .and()
                .resideOutsideOfPackage("io.metrify.validation.config..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.yaml..", "com.fasterxml..")
                .check(MetrifyClasses.ALL);
    }

    /** The model's annotations need no Jakarta API at run time, as a test of the model shows. */
    @Test
    void onlyTheModelAndTheBeanPackageOfValidationSeeJakartaValidation() {
        noClasses()
                .that()
                .resideInAPackage("io.metrify..")
                .and()
                .resideOutsideOfPackages(
                        "io.metrify.model..",
                        "io.metrify.validation.bean..",
                        "io.metrify.samples..",
                        "io.metrify.testkit..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.validation..")
                .check(MetrifyClasses.ALL);
    }

    /** Whoever has no Jakarta validator can load everything else. */
    @Test
    void noArtifactNeedsTheBeanPackageOfValidation() {
        noClasses()
                .that()
                .resideInAPackage("io.metrify..")
                .and()
                .resideOutsideOfPackages("io.metrify.validation.bean..", "io.metrify.samples..", "io.metrify.testkit..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.metrify.validation.bean..")
                .check(MetrifyClasses.ALL);
    }

    @ParameterizedTest
    @EnumSource(Artifact.class)
    void livesInItsOwnArtifact(Artifact artifact) {
        assertThat(MetrifyClasses.ALL.stream().filter(artifact::owns).map(MetrifyClasses::origin))
                .isNotEmpty()
                .allMatch(origin -> origin.contains("/" + artifact.artifactId() + "/"));
    }

    @Test
    void everyClassBelongsToAnArtifactOfTheTable() {
        assertThat(MetrifyClasses.ALL.stream()
                        .filter(type -> !MetrifyClasses.isSample(type))
                        .filter(type -> Arrays.stream(Artifact.values()).noneMatch(artifact -> artifact.owns(type))))
                .isEmpty();
    }

    @Test
    void noPackageIsInTwoArtifacts() {
        Map<String, Set<String>> origins = new TreeMap<>();
        for (JavaClass type : MetrifyClasses.ALL) {
            origins.computeIfAbsent(type.getPackageName(), name -> new TreeSet<>())
                    .add(MetrifyClasses.origin(type));
        }
        assertThat(origins)
                .isNotEmpty()
                .allSatisfy((name, places) -> assertThat(places).hasSize(1));
    }
}
