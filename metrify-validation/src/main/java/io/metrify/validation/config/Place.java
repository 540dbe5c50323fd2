package io.metrify.validation.config;

/** A place in a file: the keys that lead there, and line and column, both from 1. */
record Place(String path, int line, int column) {

    /** Keys of a hostile file may be long and many; a path holds the beginnings. */
    private static final int LONGEST_KEY = 48;

    static Place root(int line, int column) {
        return new Place("", line, column);
    }

    Place key(String key, int line, int column) {
        String shown = Quoted.abbreviated(key, LONGEST_KEY);
        if (!isPlain(key)) {
            return new Place(path + "[" + shown + "]", line, column);
        }
        return new Place(path.isEmpty() ? shown : path + "." + shown, line, column);
    }

    Place item(int index, int line, int column) {
        return new Place(path + "[" + index + "]", line, column);
    }

    private static boolean isPlain(String key) {
        return !key.isEmpty()
                && key.chars()
                        .allMatch(c -> c == '_'
                                || c == '-'
                                || (c >= '0' && c <= '9')
                                || (c >= 'a' && c <= 'z')
                                || (c >= 'A' && c <= 'Z'));
    }
}
