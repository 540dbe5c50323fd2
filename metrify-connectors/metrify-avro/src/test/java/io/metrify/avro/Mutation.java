package io.metrify.avro;

import java.util.Arrays;
import java.util.Random;

/** Damage as it happens to bytes: flipped, cut, doubled, inserted, overwritten by the encodings that hurt. */
final class Mutation {

    private static final byte[][] HURTFUL = {
        {(byte) 0x80},
        {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F},
        {(byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F},
        {(byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, 0x00},
        {(byte) 0x80, (byte) 0x80, 0x00},
        {(byte) 0x82, 0x00},
        {0x01},
        {0x00},
        {0x02},
        {0, 0, 0, 0, 0, 0, (byte) 0xF0, 0x7F},
        {0, 0, 0, 0, 0, 0, (byte) 0xF8, 0x7F},
        {(byte) 0xC0, (byte) 0x80},
        {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
    };

    private Mutation() {}

    static byte[] of(byte[] bytes, Random random) {
        byte[] result = bytes;
        for (int i = random.nextInt(3); i >= 0; i--) {
            result = once(result, random);
        }
        return result;
    }

    private static byte[] once(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length + 1);
        byte[] hurtful = HURTFUL[random.nextInt(HURTFUL.length)];
        return switch (random.nextInt(7)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> splice(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(3)), new byte[0]);
            case 2 -> splice(bytes, at, at, hurtful);
            case 3 -> splice(bytes, at, Math.min(bytes.length, at + hurtful.length), hurtful);
            case 4 -> splice(bytes, at, at, new byte[] {(byte) random.nextInt()});
            default ->
                at == bytes.length
                        ? bytes
                        : splice(bytes, at, at + 1, new byte[] {(byte) (bytes[at] ^ 1 << random.nextInt(8))});
        };
    }

    private static byte[] splice(byte[] bytes, int from, int to, byte[] instead) {
        byte[] result = new byte[bytes.length - (to - from) + instead.length];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(instead, 0, result, from, instead.length);
        System.arraycopy(bytes, to, result, from + instead.length, bytes.length - to);
        return result;
    }
}
