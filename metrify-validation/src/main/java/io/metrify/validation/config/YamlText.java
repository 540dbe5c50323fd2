package io.metrify.validation.config;

/** YAML being written: one key in a line, indented by two spaces. */
final class YamlText {

    private final StringBuilder text = new StringBuilder();
    private int depth;

    void comment(String words) {
        text.append("  ".repeat(depth)).append("# ").append(words).append('\n');
    }

    void value(String key, String value) {
        text.append("  ".repeat(depth)).append(key).append(": ").append(value).append('\n');
    }

    void inside(String key, Runnable content) {
        text.append("  ".repeat(depth)).append(key).append(":\n");
        depth++;
        content.run();
        depth--;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
