package io.metrify.samples.pipeline.report;

/** The headers of a dead letter as the warehouse keeps them: <code>{name=value, name=value}</code> in order of name. */
final class HeaderText {

    private static final String OURS = ", metrify-";

    private HeaderText() {}

    /**
     * The value of a header that the pipeline set itself.
     *
     * @return empty if there is none; it ends where the next header of the pipeline begins
     */
    static String valueOf(String name, String headers) {
        int begin = headers.indexOf(name + "=");
        if (begin < 1 || "{ ".indexOf(headers.charAt(begin - 1)) < 0) {
            return "";
        }
        int from = begin + name.length() + 1;
        int next = headers.indexOf(OURS, from);
        int to = next >= 0 ? next : headers.endsWith("}") ? headers.length() - 1 : headers.length();
        return headers.substring(from, to);
    }
}
