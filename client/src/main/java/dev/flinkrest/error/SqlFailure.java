package dev.flinkrest.error;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds what SQL itself has to say in the stack traces of a SQL Gateway, which wraps it several
 * times.
 *
 * @param text what is said, in full
 * @param rootCause the message of the innermost cause; empty if there is none
 */
record SqlFailure(String text, String rootCause) {
    private static final String GATEWAY =
            "org.apache.flink.table.gateway.api.utils.SqlGatewayException";
    private static final String NO_JSON = "Internal server error. Could not map response to JSON.";

    /** Parts two links of a trace; frames are what does not belong to a message. */
    private static final Pattern CAUSED_BY = Pattern.compile("\\n(?:\\t)*Caused by: ");

    private static final Pattern FRAMES = Pattern.compile("(?s)\\n\\t(at |\\.\\.\\. \\d+ ).*");

    /** What wrappers say, in which nothing of the statement is. */
    private static final Pattern WRAPPER =
            Pattern.compile(
                    "|Error while retrieving result\\.|Failed to (fetchResults|execute statement|configure"
                            + " session|get statement completion candidates|deploy script to cluster|refresh .*"
                            + "|execute the operation \\S+|fetch next result|fetch job execution result)\\.?");

    private static final Pattern POSITION =
            Pattern.compile("(?i)\\b(?:at|from) line (\\d{1,9}), column (\\d{1,9})\\b");

    /** Reads a reply; null if it does not tell of a statement that failed. */
    static @Nullable SqlFailure of(ErrorReply reply) {
        if (reply.text().equals(NO_JSON)) {
            return new SqlFailure(
                    "the SQL Gateway cannot write the rows as JSON: a column is a VARIANT or RAW, a map"
                            + " whose keys are no texts, or, before Flink 1.17, an interval. Cast it to"
                            + " STRING, or ask for RowFormat.PLAIN_TEXT, which Flink has since 1.17",
                    "");
        }
        String trace = reply.trace();
        if (!trace.startsWith(GATEWAY)) {
            return null;
        }
        List<String> said =
                CAUSED_BY
                        .splitAsStream(trace)
                        .map(link -> FRAMES.matcher(link).replaceFirst("").strip())
                        .map(StackTraces::message)
                        .toList();
        String text =
                said.stream()
                        .filter(message -> !WRAPPER.matcher(message).matches())
                        .findFirst()
                        .orElse(said.get(said.size() - 1));
        return new SqlFailure(text, StackTraces.rootCause(trace));
    }

    String message() {
        return "the statement failed: "
                + Texts.headlineAndCause(text, StackTraces.message(rootCause), text);
    }

    /** Returns the numbers of line and column, or an empty list. */
    List<Integer> position() {
        Matcher matcher = POSITION.matcher(text);
        return matcher.find()
                ? List.of(Integer.valueOf(matcher.group(1)), Integer.valueOf(matcher.group(2)))
                : List.of();
    }
}
