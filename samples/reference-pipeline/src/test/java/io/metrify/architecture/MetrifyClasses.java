package io.metrify.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The compiled classes of all artifacts, read once. */
final class MetrifyClasses {

    static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.metrify");

    private MetrifyClasses() {}

    /** The archive or directory of classes {@code type} was read from. */
    static String origin(JavaClass type) {
        String path = type.getName().replace('.', '/') + ".class";
        String uri = type.getSource().orElseThrow().getUri().toString();
        return uri.substring(0, uri.length() - path.length());
    }

    static boolean isSample(JavaClass type) {
        return type.getPackageName().startsWith("io.metrify.samples");
    }
}
