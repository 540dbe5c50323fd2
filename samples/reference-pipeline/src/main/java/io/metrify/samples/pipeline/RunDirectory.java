package io.metrify.samples.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The output directory of a run, which belongs to one input and its rules: another one there would be added to the first. */
record RunDirectory(Path path) {

    void claim(String purpose) throws IOException {
        Path claim = path.resolve("input-id.txt");
        if (!Files.exists(claim)) {
            Files.writeString(claim, purpose + "\n");
            return;
        }
        String owner = Files.readString(claim).strip();
        if (!owner.equals(purpose)) {
            throw new IllegalArgumentException("the directory " + path + " holds a run over " + owner + ", not over "
                    + purpose + "; choose another --out, or delete that directory first");
        }
    }
}
