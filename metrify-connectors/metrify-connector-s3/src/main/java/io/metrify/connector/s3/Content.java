package io.metrify.connector.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.core.sync.RequestBody;

/** What is to be stored, from memory or from a file. */
interface Content {

    long size() throws IOException;

    InputStream open() throws IOException;

    RequestBody body();

    static Content of(byte[] bytes) {
        return new Content() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }

            @Override
            public RequestBody body() {
                return RequestBody.fromBytes(bytes);
            }
        };
    }

    static Content of(Path file) {
        return new Content() {
            @Override
            public long size() throws IOException {
                return Files.size(file);
            }

            @Override
            public InputStream open() throws IOException {
                return Files.newInputStream(file);
            }

            @Override
            public RequestBody body() {
                return RequestBody.fromFile(file);
            }
        };
    }
}
