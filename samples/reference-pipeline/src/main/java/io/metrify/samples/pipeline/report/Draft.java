package io.metrify.samples.pipeline.report;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;

/** A file that takes the place of an old one when it is complete: a reader sees the old one or the new one, never half of it. */
final class Draft {

    /** What the file holds. */
    interface Content {

        void write(OutputStream out) throws IOException, SQLException;
    }

    private Draft() {}

    static void write(Path target, Content content) throws IOException, SQLException {
        Path draft = target.resolveSibling(target.getFileName() + ".draft");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(draft))) {
                content.write(out);
            }
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
