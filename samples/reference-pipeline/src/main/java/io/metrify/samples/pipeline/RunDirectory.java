package io.metrify.samples.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The output directory of a run, which belongs to one input: another input there would be added to the first. */
record RunDirectory(Path path) {

    void claim(String inputId) throws IOException {
        Path claim = path.resolve("input-id.txt");
        if (!Files.exists(claim)) {
            Files.writeString(claim, inputId + "\n");
            return;
        }
        String owner = Files.readString(claim).strip();
        if (!owner.equals(inputId)) {
            throw new IllegalArgumentException("the directory " + path + " holds a run over " + owner + ", not over "
                    + inputId + "; choose another --out, or delete that directory first");
        }
    }
}
