package io.metrify.testkit.snowflake;

import java.nio.file.Path;

/**
 * A place in a stage.
 *
 * @param stage how the stage is called in answers, such as {@code landing}
 * @param root the stage's directory
 * @param path below it, without slashes at the ends; may be empty
 */
record StageLocation(String stage, Path root, String path) {

    /** The directory that files put here go to. */
    Path directory() {
        Path directory = root.resolve(path).normalize();
        if (!directory.startsWith(root)) {
            throw SnowflakeError.syntax("the path '" + path + "' leaves the stage");
        }
        return directory;
    }
}
