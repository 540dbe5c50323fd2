package io.metrify.connector.snowflake;

import io.metrify.connector.api.Secret;
import io.metrify.model.MetrifyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Reads private keys from PKCS#8 files in PEM form, encrypted by PBES2 or not. */
final class PrivateKeyFile {

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN (ENCRYPTED )?PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END");

    private PrivateKeyFile() {}

    static PrivateKey read(Path file, Secret passphrase) {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException failed) {
            throw new MetrifyException("the private key " + file + " cannot be read: " + failed.getMessage(), failed);
        }
        Matcher pem = PEM.matcher(text);
        if (!pem.find()) {
            throw new IllegalArgumentException("the file " + file + " holds no PKCS#8 key in PEM form; make one with"
                    + " openssl genrsa 2048 | openssl pkcs8 -topk8 -v2 aes-256-cbc");
        }
        byte[] content = Base64.getMimeDecoder().decode(pem.group(2));
        try {
            PKCS8EncodedKeySpec key = pem.group(1) == null
                    ? new PKCS8EncodedKeySpec(content)
                    : decrypt(new EncryptedPrivateKeyInfo(content), passphrase);
            return KeyFactory.getInstance("RSA").generatePrivate(key);
        } catch (IOException | GeneralSecurityException failed) {
            // The cause stays out of the message: it may quote what it could not read.
            throw new IllegalArgumentException(
                    "the private key " + file + " cannot be opened; check that it is an RSA key and its passphrase",
                    failed);
        }
    }

    private static PKCS8EncodedKeySpec decrypt(EncryptedPrivateKeyInfo encrypted, Secret passphrase)
            throws GeneralSecurityException {
        // Of PBES2 the name of the algorithm is only in the text of its parameters.
        String algorithm = encrypted.getAlgParameters().toString();
        Cipher cipher = Cipher.getInstance(algorithm);
        PBEKeySpec secret = new PBEKeySpec(passphrase.reveal().toCharArray());
        try {
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    SecretKeyFactory.getInstance(algorithm).generateSecret(secret),
                    encrypted.getAlgParameters());
            return encrypted.getKeySpec(cipher);
        } finally {
            secret.clearPassword();
        }
    }
}
