package io.metrify.connector.s3;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** Encrypts and decrypts objects, or passes them on as they are in a lake without client-side encryption. */
final class Vault {

    private final @Nullable KeyProvider keys;

    Vault(@Nullable KeyProvider keys) {
        this.keys = keys;
    }

    boolean isSealing() {
        return keys != null;
    }

    /** What is to be stored under a key for a small content. */
    byte[] seal(String objectKey, byte[] content) {
        if (keys == null) {
            return content;
        }
        ByteArrayOutputStream sealed = new ByteArrayOutputStream(content.length + SealedHeader.LIKELY_BYTES);
        try (OutputStream out = sealing(sealed, objectKey)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException("memory refused a few bytes", e);
        }
        return sealed.toByteArray();
    }

    /** A stream whose content goes into another as it is to be stored; closing it closes the other. */
    OutputStream sealing(OutputStream out, String objectKey) throws IOException {
        return keys == null ? out : new SealingStream(out, objectKey, keys);
    }

    /** The content of what was stored under a key. */
    byte[] open(String objectKey, byte[] stored) {
        if (keys == null) {
            return stored;
        }
        Sealed sealed = sealed(objectKey, objectKey, stored.length, Arrays.copyOf(stored, stored.length));
        byte[] body = Arrays.copyOfRange(stored, sealed.header.length(), stored.length);
        return sealed.open(0, body);
    }

    /** What is needed to read parts of a stored object, from its beginning. */
    Sealed sealed(String objectKey, String name, long storedLength, byte[] beginning) {
        if (keys == null) {
            throw new IllegalStateException("the lake is not encrypted");
        }
        SealedHeader header = SealedHeader.parse(beginning, name);
        return new Sealed(header, header.unwrap(keys), objectKey, name, storedLength);
    }

    /** An encrypted object being read. */
    static final class Sealed {

        private final SealedHeader header;
        private final SecretKey key;
        private final String objectKey;
        private final String name;
        private final long chunks;
        private final long plainLength;

        Sealed(SealedHeader header, SecretKey key, String objectKey, String name, long storedLength) {
            this.header = header;
            this.key = key;
            this.objectKey = objectKey;
            this.name = name;
            this.chunks = header.chunks(storedLength);
            this.plainLength = header.plainLength(storedLength, name);
        }

        long plainLength() {
            return plainLength;
        }

        /** Where the chunk of a plain position begins in the stored object. */
        long storedAt(long plainPosition) {
            return header.length() + plainPosition / SealedHeader.CHUNK * (SealedHeader.CHUNK + SealedHeader.TAG);
        }

        /** Where the chunk of the last plain position before an end ends in the stored object. */
        long storedEnd(long plainEnd, long storedLength) {
            long chunk = Math.max(0, plainEnd - 1) / SealedHeader.CHUNK;
            return Math.min(storedLength, header.length() + (chunk + 1) * (SealedHeader.CHUNK + SealedHeader.TAG));
        }

        /** Opens whole chunks, beginning with the one of a number. */
        byte[] open(long firstChunk, byte[] stored) {
            int size = SealedHeader.CHUNK + SealedHeader.TAG;
            int count = Math.max(1, (stored.length + size - 1) / size);
            byte[] plain = new byte[Math.max(0, stored.length - count * SealedHeader.TAG)];
            int to = 0;
            try {
                for (int i = 0; i < count; i++) {
                    int from = i * size;
                    long number = firstChunk + i;
                    to += header.cipher(Cipher.DECRYPT_MODE, key, objectKey, number, number == chunks - 1)
                            .doFinal(stored, from, Math.min(size, stored.length - from), plain, to);
                }
            } catch (GeneralSecurityException e) {
                throw new EncryptionException(
                        name + " is not what was written under this key: it was changed, cut off or moved", e);
            }
            return plain;
        }
    }
}
