package io.metrify.validation.bean;

/** Names of Java in the style of wire names: {@code totalMw} is {@code total_mw}, {@code UUID} is {@code uuid}. */
final class WireNames {

    private WireNames() {}

    /** The wire name of a name or a path; what is in brackets, an index or key, stays as it is. */
    static String of(String name) {
        StringBuilder wire = new StringBuilder(name.length() + 8);
        int depth = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            boolean upper = c >= 'A' && c <= 'Z' && depth == 0;
            if (upper && startsWord(name, i)) {
                wire.append('_');
            }
            wire.append(upper ? (char) (c - 'A' + 'a') : c);
        }
        return wire.toString();
    }

    private static boolean startsWord(String name, int at) {
        if (at == 0 || !Character.isLetterOrDigit(name.charAt(at - 1))) {
            return false;
        }
        boolean afterUpper = Character.isUpperCase(name.charAt(at - 1));
        return !afterUpper || (at + 1 < name.length() && Character.isLowerCase(name.charAt(at + 1)));
    }
}
