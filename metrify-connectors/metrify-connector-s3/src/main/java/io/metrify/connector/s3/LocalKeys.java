package io.metrify.connector.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Wrapping keys that live in this process: from bytes, a file or a Java keystore. Data keys are wrapped with AES-256-GCM,
 * bound to the name of the wrapping key. New objects use the newest key; older ones stay readable as long as their keys are
 * added with {@link #withOlder}. Safe for use by many threads; the text form shows names only.
 */
public final class LocalKeys implements KeyProvider {

    private static final String AES_GCM = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String current;
    private final Map<String, SecretKey> keys;

    private LocalKeys(String current, Map<String, SecretKey> keys) {
        this.current = current;
        this.keys = keys;
    }

    /**
     * One key from bytes.
     *
     * @param keyId what it is called, not blank; stored with every object
     * @param key {@value DataKey#BYTES} random bytes, which are copied
     * @return the keys
     */
    public static LocalKeys of(String keyId, byte[] key) {
        if (keyId.isBlank()) {
            throw new IllegalArgumentException("the name of the key is blank; objects name the key they need by it");
        }
        if (key.length != DataKey.BYTES) {
            throw new IllegalArgumentException("the key " + keyId + " has " + key.length
                    + " bytes; AES-256 takes 32, for example from: openssl rand -out FILE 32");
        }
        return new LocalKeys(keyId, Map.of(keyId, new SecretKeySpec(key, "AES")));
    }

    /**
     * One key from a file of 32 bytes, or of their Base64.
     *
     * @param keyId what it is called
     * @param file the file
     * @return the keys
     * @throws EncryptionException if the file cannot be read or holds no key
     */
    public static LocalKeys fromFile(String keyId, Path file) {
        byte[] content;
        try {
            content = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new EncryptionException("the key file " + file + " cannot be read; check path and rights", e);
        }
        if (content.length != DataKey.BYTES) {
            try {
                content = Base64.getDecoder().decode(new String(content, StandardCharsets.US_ASCII).strip());
            } catch (IllegalArgumentException notBase64) {
                content = new byte[0];
            }
        }
        if (content.length != DataKey.BYTES) {
            throw new EncryptionException("the key file " + file + " holds neither 32 bytes nor their Base64");
        }
        return of(keyId, content);
    }

    /**
     * One key from a Java keystore (PKCS12 or JCEKS).
     *
     * @param keystore the file
     * @param alias the entry, which is also what the key is called
     * @param password the password of store and entry
     * @return the keys
     * @throws EncryptionException if the keystore cannot be opened or has no such AES-256 key
     */
    public static LocalKeys fromKeystore(Path keystore, String alias, char[] password) {
        SecretKey key = null;
        try (InputStream in = Files.newInputStream(keystore)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            if (store.getKey(alias, password) instanceof SecretKey secret) {
                key = secret;
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new EncryptionException(
                    "the keystore " + keystore + " cannot be opened; check path, password and type (PKCS12)", e);
        }
        if (key == null || key.getEncoded() == null) {
            throw new EncryptionException("the keystore " + keystore + " has no secret key " + alias);
        }
        return of(alias, key.getEncoded());
    }

    /**
     * These keys, and those of others for reading objects written before.
     *
     * @param older keys in use before
     * @return a copy; new objects use the same key as before the call
     */
    public LocalKeys withOlder(LocalKeys older) {
        Map<String, SecretKey> all = new LinkedHashMap<>(older.keys);
        all.putAll(keys);
        return new LocalKeys(current, Map.copyOf(all));
    }

    @Override
    public DataKey create() {
        byte[] plain = new byte[DataKey.BYTES];
        RANDOM.nextBytes(plain);
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, current, nonce).doFinal(plain);
            byte[] wrapped = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, wrapped, NONCE_BYTES, sealed.length);
            return DataKey.of(plain, current, wrapped);
        } catch (GeneralSecurityException e) {
            throw new EncryptionException("the key " + current + " cannot be used", e);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    @Override
    public SecretKey unwrap(String keyId, byte[] wrapped) {
        if (!keys.containsKey(keyId)) {
            throw new EncryptionException(
                    "the key \"" + keyId + "\" is not here; there are " + keys.keySet() + ", add it as an older one");
        }
        try {
            if (wrapped.length <= NONCE_BYTES) {
                throw new GeneralSecurityException("it is too short");
            }
            byte[] plain = cipher(Cipher.DECRYPT_MODE, keyId, Arrays.copyOf(wrapped, NONCE_BYTES))
                    .doFinal(wrapped, NONCE_BYTES, wrapped.length - NONCE_BYTES);
            return new SecretKeySpec(plain, "AES");
        } catch (GeneralSecurityException e) {
            throw new EncryptionException(
                    "the key \"" + keyId
                            + "\" does not open what it is said to have wrapped; it is another key of that "
                            + "name, or the object was changed",
                    e);
        }
    }

    private Cipher cipher(int mode, String keyId, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(AES_GCM);
        cipher.init(mode, Objects.requireNonNull(keys.get(keyId)), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(keyId.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    @Override
    public String toString() {
        return "LocalKeys[current " + current + ", all " + keys.keySet() + ", secrets hidden]";
    }
}
