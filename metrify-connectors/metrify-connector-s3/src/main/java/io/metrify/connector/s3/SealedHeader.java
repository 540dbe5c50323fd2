package io.metrify.connector.s3;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * The beginning of an encrypted object, and how its chunks are sealed: AES-256-GCM, chunk by chunk of {@value #CHUNK} plain
 * bytes, each with a tag of {@value #TAG} bytes. The nonce of a chunk is 7 random bytes, its number, and whether it is the
 * last (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015), so chunks cannot be moved, left out or cut
 * off; the header and the object's key in the bucket are authenticated with each of them, so objects cannot be exchanged.
 */
final class SealedHeader {

    static final int CHUNK = 64 << 10;
    static final int TAG = 16;

    /** How much of an object surely holds its header, unless a provider wraps keys into more than a kilobyte. */
    static final int LIKELY_BYTES = 2 << 10;

    private static final byte[] MAGIC = "MTLAKE1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int PREFIX_BYTES = 7;
    private static final int NONCE_BYTES = 12;

    private final byte[] bytes;
    private final byte[] noncePrefix;
    private final String keyId;
    private final byte[] wrapped;

    private SealedHeader(byte[] bytes, byte[] noncePrefix, String keyId, byte[] wrapped) {
        this.bytes = bytes;
        this.noncePrefix = noncePrefix;
        this.keyId = keyId;
        this.wrapped = wrapped;
    }

    static SealedHeader of(DataKey key, byte[] random) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] noncePrefix = Arrays.copyOf(random, PREFIX_BYTES);
        byte[] keyId = key.keyId().getBytes(StandardCharsets.UTF_8);
        byte[] wrapped = key.wrapped();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(MAGIC);
            out.write(noncePrefix);
            out.writeShort(keyId.length);
            out.write(keyId);
            out.writeShort(wrapped.length);
            out.write(wrapped);
        } catch (IOException e) {
            throw new UncheckedIOException("memory refused a few bytes", e);
        }
        return new SealedHeader(bytes.toByteArray(), noncePrefix, key.keyId(), wrapped);
    }

    /** Reads the header from the beginning of an object. */
    static SealedHeader parse(byte[] beginning, String name) {
        ByteBuffer in = ByteBuffer.wrap(beginning);
        try {
            byte[] magic = take(in, MAGIC.length);
            if (!Arrays.equals(magic, MAGIC)) {
                throw new EncryptionException(name
                        + " is not encrypted, but the lake is; it was written without the key, or by something else");
            }
            byte[] noncePrefix = take(in, PREFIX_BYTES);
            String keyId = new String(take(in, in.getShort() & 0xffff), StandardCharsets.UTF_8);
            byte[] wrapped = take(in, in.getShort() & 0xffff);
            return new SealedHeader(Arrays.copyOf(beginning, in.position()), noncePrefix, keyId, wrapped);
        } catch (BufferUnderflowException e) {
            throw new EncryptionException(name + " ends within its header; it was cut off", e);
        }
    }

    private static byte[] take(ByteBuffer in, int count) {
        byte[] taken = new byte[count];
        in.get(taken);
        return taken;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return bytes.length;
    }

    SecretKey unwrap(KeyProvider keys) {
        return keys.unwrap(keyId, wrapped);
    }

    /** How many plain bytes an object of so many bytes holds. */
    long plainLength(long sealedLength, String name) {
        long body = sealedLength - length();
        long chunks = chunks(sealedLength);
        if (body < TAG || body - (chunks - 1) * (CHUNK + TAG) < TAG) {
            throw new EncryptionException(name + " has no legal length; it was cut off");
        }
        return body - chunks * TAG;
    }

    /** How many chunks an object of so many bytes has; an empty one has one, too. */
    long chunks(long sealedLength) {
        return Math.max(1, (sealedLength - length() + CHUNK + TAG - 1) / (CHUNK + TAG));
    }

    /** The cipher of a chunk. */
    Cipher cipher(int mode, SecretKey key, String objectKey, long number, boolean last)
            throws GeneralSecurityException {
        byte[] nonce = ByteBuffer.allocate(NONCE_BYTES)
                .put(noncePrefix)
                .putInt(Math.toIntExact(number))
                .put((byte) (last ? 1 : 0))
                .array();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG * Byte.SIZE, nonce));
        cipher.updateAAD(bytes);
        cipher.updateAAD(objectKey.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
