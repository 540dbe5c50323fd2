package io.metrify.connector.s3;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;

/** Encrypts what is written into an object, one chunk in memory at a time. */
final class SealingStream extends FilterOutputStream {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RANDOM_BYTES = 7;

    private final String objectKey;
    private final DataKey key;
    private final SealedHeader header;
    private final byte[] chunk = new byte[SealedHeader.CHUNK];
    private int filled;
    private long number;
    private boolean closed;

    SealingStream(OutputStream out, String objectKey, KeyProvider keys) throws IOException {
        super(out);
        this.objectKey = objectKey;
        this.key = keys.create();
        byte[] random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        this.header = SealedHeader.of(key, random);
        out.write(header.bytes());
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int left = length;
        while (left > 0) {
            // A full chunk waits until it is known not to be the last.
            if (filled == chunk.length) {
                seal(false);
            }
            int taken = Math.min(left, chunk.length - filled);
            System.arraycopy(bytes, from, chunk, filled, taken);
            filled += taken;
            from += taken;
            left -= taken;
        }
    }

    private void seal(boolean last) throws IOException {
        try {
            out.write(header.cipher(Cipher.ENCRYPT_MODE, key.secret(), objectKey, number++, last)
                    .doFinal(chunk, 0, filled));
        } catch (GeneralSecurityException e) {
            throw new EncryptionException("a chunk of " + objectKey + " cannot be encrypted", e);
        }
        filled = 0;
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            seal(true);
            super.close();
        }
    }
}
