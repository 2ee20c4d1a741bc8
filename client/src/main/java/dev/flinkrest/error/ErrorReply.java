package dev.flinkrest.error;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flinkrest.internal.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of an error reply: Flink's {@code {"errors": […]}} with whole stack traces in it,
 * or whatever a proxy sent instead.
 *
 * @param messages the entries of {@code errors}, or the text of the body
 * @param trace the stack trace that says most; empty if there is none
 * @param text what was said when there is no trace; empty if the body is
 * @param location where a redirect points, or null
 * @param retryAfter for how long the server wants to be left alone, or null
 */
record ErrorReply(
        List<String> messages,
        String trace,
        String text,
        @Nullable String location,
        @Nullable Duration retryAfter) {
    /** The path of which Netty speaks when it could not read the request line. */
    private static final String BAD_REQUEST = "/bad-request";

    private static final String PREFIX = "<Exception on server side:";

    /** How much of a message is looked through; Flink's have some 8 KB. */
    private static final int MAX_TRACE = 64 << 10;

    private static final String SUFFIX = "End of exception on server side>";
    private static final Pattern FRAME = Pattern.compile("\\n[ \\t]+at [\\w.$<>/]+\\(");

    private static final Phrase SESSION_GONE =
            new Phrase("SqlGatewayException: Session '", "' does not exist");

    /** What servers say, with 400 or 500, when they mean that something does not exist. */
    private static final List<Phrase> NOT_FOUND =
            List.of(
                    Phrase.of("UnknownTaskExecutorException: "),
                    Phrase.of("FlinkJobNotFoundException: "),
                    Phrase.of("FlinkApplicationNotFoundException: "),
                    new Phrase("The file ", " does not exist on the TaskExecutor"),
                    new Phrase("RestHandlerException: Jar file ", " does not exist"),
                    new Phrase("RestHandlerException: File ", " does not exist in "),
                    Phrase.of("SqlGatewayException: Can not find the submitted operation"),
                    SESSION_GONE);

    /**
     * What a SQL Gateway says, with 500, when an operation has ended and cannot be cancelled; and
     * others, when what is to be started was.
     */
    private static final List<Phrase> CONFLICT =
            List.of(
                    Phrase.of("SqlGatewayException: Failed to convert the Operation Status from "),
                    Phrase.of(".DuplicateJobSubmissionException: "),
                    Phrase.of(".DuplicateApplicationSubmissionException: "));

    /** What Flink says, with 503, before it looks at a request. */
    private static final String ELECTION = "due to an ongoing leader election";

    /**
     * What a job manager says as long as it has not noticed that the leader is gone: with 500, and
     * with 400 if the program that it ran could not submit its job.
     */
    private static final List<Phrase> LOST_LEADER =
            List.of(
                    Phrase.of("RecipientUnreachableException: "),
                    Phrase.of("FencingTokenException: "),
                    Phrase.of("TimeoutException: Invocation of [Remote"));

    /** What seconds in nine digits come to; nanoseconds can count it, but not every date. */
    private static final Duration LONGEST = Duration.ofSeconds(999_999_999);

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    static ErrorReply read(int status, Map<String, List<String>> headers, byte[] body) {
        List<String> messages = errors(body);
        String location = Redirect.is(status) ? first(headers, "location") : null;
        Duration pause = duration(first(headers, "retry-after"));
        if (messages == null) {
            String page = new String(body, StandardCharsets.UTF_8).strip();
            return new ErrorReply(
                    page.isEmpty() ? List.of() : List.of(page),
                    "",
                    WebPage.firstLine(page),
                    location,
                    pause);
        }
        String trace =
                messages.stream()
                        .filter(message -> FRAME.matcher(message).find())
                        .map(ErrorReply::unwrap)
                        .findFirst()
                        .orElse("");
        String text =
                messages.stream()
                        .filter(message -> !message.equals("Internal server error."))
                        .findFirst()
                        .orElse(messages.isEmpty() ? "" : messages.get(0));
        return new ErrorReply(List.copyOf(messages), trace, unwrap(text), location, pause);
    }

    private static @Nullable List<String> errors(byte[] body) {
        JsonNode node;
        try {
            node = Json.readTree(new ByteArrayInputStream(body));
        } catch (IOException e) {
            return null; // no JSON: a proxy's page
        }
        JsonNode errors = node.path("errors");
        if (!errors.isArray()) {
            return null;
        }
        List<String> messages = new ArrayList<>();
        errors.forEach(
                error -> messages.add(error.isTextual() ? error.textValue() : error.toString()));
        return messages;
    }

    private static String unwrap(String message) {
        String text = Texts.ends(message.strip(), MAX_TRACE);
        if (text.startsWith(PREFIX)) {
            text = text.substring(PREFIX.length()).strip();
        }
        return text.endsWith(SUFFIX)
                ? text.substring(0, text.length() - SUFFIX.length()).strip()
                : text;
    }

    private static @Nullable String first(Map<String, List<String>> headers, String name) {
        return headers.entrySet().stream()
                .filter(entry -> entry.getKey().toLowerCase(Locale.ROOT).equals(name))
                .flatMap(entry -> entry.getValue().stream())
                .findFirst()
                .orElse(null);
    }

    /** Reads seconds, or a date; null if it is neither. */
    private static @Nullable Duration duration(@Nullable String retryAfter) {
        if (retryAfter == null) {
            return null;
        }
        String text = retryAfter.strip();
        if (SECONDS.matcher(text).matches()) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        try {
            Instant then = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
            Duration left = Duration.between(Instant.now(), then);
            return left.isNegative() ? Duration.ZERO : left.compareTo(LONGEST) > 0 ? LONGEST : left;
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** Tells why the server cannot answer at the moment; null if that is not what it says. */
    UnavailableException.@Nullable Reason unavailable(int status) {
        if (status == 429) {
            return UnavailableException.Reason.TOO_MANY_REQUESTS;
        }
        if (status == 503) {
            return text.contains(ELECTION)
                    ? UnavailableException.Reason.NO_LEADER
                    : UnavailableException.Reason.OTHER;
        }
        if ((status == 400 || status == 500) && says(LOST_LEADER)) {
            return UnavailableException.Reason.NO_LEADER;
        }
        if (status == 500 && trace.contains("UnavailableDispatcherOperationException: ")) {
            return UnavailableException.Reason.INITIALIZING;
        }
        if (status == 500 && trace.startsWith("java.util.concurrent.CancellationException")) {
            return UnavailableException.Reason.CANCELLED;
        }
        return null;
    }

    /** Tells whether a server that cannot answer certainly did nothing, too. */
    boolean didNothing(int status, UnavailableException.Reason reason) {
        return switch (reason) {
            case TOO_MANY_REQUESTS, INITIALIZING -> true;
            case NO_LEADER -> status == 503;
            case CANCELLED, OTHER -> false;
        };
    }

    private boolean says(List<Phrase> phrases) {
        return phrases.stream().anyMatch(phrase -> phrase.isIn(trace));
    }

    boolean meansNotFound() {
        return says(NOT_FOUND);
    }

    boolean meansConflict() {
        return says(CONFLICT);
    }

    String headline() {
        String first = StackTraces.headline(stackTrace(), text);
        String message = StackTraces.message(first);
        return Texts.line(message.isEmpty() ? first : message);
    }

    @Nullable String exceptionClass() {
        return trace.isEmpty() ? null : StackTraces.className(StackTraces.headline(trace, null));
    }

    String stackTrace() {
        return trace;
    }

    String message(String operation, String target, int status) {
        if (location != null) {
            return operation + " answered " + status + ": " + Redirect.describe(location, target);
        }
        String said =
                trace.isEmpty()
                        ? Texts.line(text)
                        : Texts.headlineAndCause(
                                headline(), StackTraces.rootCause(trace), headline());
        String what = operation + " answered " + status + " for " + Texts.line(target);
        String hint = hint(target, status);
        return what
                + (said.isEmpty() ? "" : ": " + said)
                + (hint.isEmpty() ? "" : " (" + hint + ")");
    }

    /** Tells whether the server has no such operation, and not only no such thing. */
    boolean lacksOperation(int status) {
        return status == 404
                && trace.isEmpty()
                && !text.contains(BAD_REQUEST)
                && (text.startsWith("Not found") || text.startsWith("Unable to load"));
    }

    private String hint(String target, int status) {
        if (SESSION_GONE.isIn(trace)) {
            return "it was closed, or idle for longer than the gateway's sql-gateway.session.idle-timeout;"
                    + " open a new one";
        }
        if (status == 413) {
            return "the request is larger than the server or a proxy before it allows";
        }
        if (status == 407) {
            return "the proxy wants a user and password, or others";
        }
        if (status == 401 || status == 403) {
            return "the server or a proxy before it wants other credentials";
        }
        if (status == 404 && text.contains(BAD_REQUEST)) {
            return "the request line is longer than the 4096 bytes that Flink reads";
        }
        if (lacksOperation(status)) {
            if (target.contains("/profiler")) {
                return "this server does not profile; set rest.profiling.enabled there";
            }
            return target.startsWith("/jars")
                    ? "this server has no such operation; web.submit.enable may be off, or it is too old"
                    : "this server has no such operation; it may be too old, or the URL's path prefix wrong";
        }
        return "";
    }
}
