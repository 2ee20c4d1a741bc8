package dev.flinkrest.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.flinkrest.error.DecodingException;
import dev.flinkrest.error.UnsupportedByServerException;
import dev.flinkrest.internal.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Describes one operation of the REST API: its method, its path template, what its reply decodes to
 * and the first version of Flink that has it. The rows of the tables such as {@code JobEndpoints}
 * are values of this type, and {@link #with} makes a {@link Request} of one. Immutable and safe for
 * use by many threads.
 *
 * @param <R> what a reply decodes to; {@link Void} where Flink answers with an empty object
 */
public final class Endpoint<R extends @Nullable Object> {
    private enum Form {
        OBJECT,
        LIST,
        TEXT,
        NOTHING
    }

    private final HttpMethod method;
    private final String template;
    private final List<String> literals;
    private final Class<?> type;
    private final Form form;
    private final FlinkVersion since;
    private final String instead;
    private final Function<? super R, List<String>> homeOf;
    private final boolean atHome;
    private volatile @Nullable ObjectReader reader;

    private Endpoint(
            HttpMethod method,
            String template,
            Class<?> type,
            Form form,
            FlinkVersion since,
            String instead,
            Function<? super R, List<String>> homeOf,
            boolean atHome) {
        this.method = method;
        this.template = template;
        this.literals = literals(template);
        this.type = type;
        this.form = form;
        this.since = since;
        this.instead = instead;
        this.homeOf = homeOf;
        this.atHome = atHome;
    }

    private static <R extends @Nullable Object> Endpoint<R> row(
            HttpMethod method, String template, Class<?> type, Form form) {
        return new Endpoint<>(
                method, template, type, form, FlinkVersion.V1_13, "", reply -> List.of(), false);
    }

    /**
     * Describes an operation whose reply is a JSON object.
     *
     * @param <R> what a reply decodes to
     * @param method the HTTP method
     * @param template the path, with parameters such as {@code :jobid}
     * @param reply the record that a reply decodes to; {@code Void.class} where a reply holds
     *     nothing
     * @return the row
     */
    public static <R> Endpoint<R> of(HttpMethod method, String template, Class<R> reply) {
        return row(method, template, reply, reply == Void.class ? Form.NOTHING : Form.OBJECT);
    }

    /**
     * Describes an operation that reads a JSON object.
     *
     * @param <R> what a reply decodes to
     * @param template the path, with parameters such as {@code :jobid}
     * @param reply the record that a reply decodes to
     * @return the row
     */
    public static <R> Endpoint<R> get(String template, Class<R> reply) {
        return of(HttpMethod.GET, template, reply);
    }

    /**
     * Describes an operation that reads a bare JSON array.
     *
     * @param <E> what an element decodes to
     * @param template the path, with parameters such as {@code :jobid}
     * @param element the record that an element decodes to
     * @return the row
     */
    public static <E> Endpoint<List<E>> getList(String template, Class<E> element) {
        return row(HttpMethod.GET, template, element, Form.LIST);
    }

    /**
     * Describes an operation that reads plain text, such as a log file.
     *
     * @param template the path, with parameters such as {@code :filename}
     * @return the row
     */
    public static Endpoint<String> getText(String template) {
        return row(HttpMethod.GET, template, String.class, Form.TEXT);
    }

    /**
     * Returns this row with the version of Flink that brought the operation.
     *
     * @param version the first version that has it
     * @return a new row
     */
    public Endpoint<R> since(FlinkVersion version) {
        return since(version, "");
    }

    /**
     * Returns this row with the version of Flink that brought the operation.
     *
     * @param version the first version that has it
     * @param instead what works on an older server, as a sentence without its full stop
     * @return a new row
     */
    public Endpoint<R> since(FlinkVersion version, String instead) {
        return new Endpoint<>(method, template, type, form, version, instead, homeOf, atHome);
    }

    /**
     * Returns this row as one whose replies tell of things that only the answering server has, such
     * as a jar that was uploaded to it.
     *
     * @param names gives the ids of these things, of a reply
     * @return a new row
     */
    public Endpoint<R> homeOf(Function<? super R, List<String>> names) {
        return new Endpoint<>(method, template, type, form, since, instead, names, atHome);
    }

    /**
     * Returns this row as one whose requests go to the server that has the thing which the path's
     * first parameter names, if that is known, and to no other.
     *
     * @return a new row
     */
    public Endpoint<R> atHome() {
        return new Endpoint<>(method, template, type, form, since, instead, homeOf, true);
    }

    /**
     * Returns the ids of what only the answering server has.
     *
     * @param reply a reply
     * @return the ids; empty for most rows
     */
    public List<String> homes(R reply) {
        return homeOf.apply(reply);
    }

    /**
     * Makes a request of this operation.
     *
     * @param ids the path's parameters in their order, as ids, names or numbers; each is
     *     percent-encoded
     * @return the request, without query, body and options
     * @throws IllegalArgumentException if there are too many or too few, or one cannot be a path
     *     segment
     */
    public Request<R> with(Object... ids) {
        if (ids.length != literals.size() - 1) {
            throw new IllegalArgumentException(
                    this
                            + " takes "
                            + (literals.size() - 1)
                            + " path parameters; got "
                            + ids.length);
        }
        for (Object id : ids) {
            if (id == null) {
                throw new IllegalArgumentException(
                        "a path parameter of " + this + " is null; expected an id, name or number");
            }
        }
        if (ids.length == 0) {
            return new Request<>(this, template, null);
        }
        StringBuilder path =
                new StringBuilder(template.length() + 32 * ids.length).append(literals.get(0));
        for (int i = 0; i < ids.length; i++) {
            path.append(PercentEncoding.segment(String.valueOf(ids[i])))
                    .append(literals.get(i + 1));
        }
        return new Request<>(this, path.toString(), atHome ? String.valueOf(ids[0]) : null);
    }

    /**
     * Decodes a reply's body.
     *
     * @param body the body of a successful reply; read to the end of its JSON value, not closed
     * @return the decoded reply; null only where {@code R} is {@link Void}
     * @throws DecodingException if the body does not fit, and says where
     * @throws IOException if the body cannot be read
     */
    @SuppressWarnings({"unchecked", "NullAway"}) // a reply that holds nothing decodes to null
    public R decode(InputStream body) throws IOException {
        if (form == Form.NOTHING) {
            return (R) null;
        }
        if (form == Form.TEXT) {
            return (R) new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
        WatchedStream watched = new WatchedStream(body);
        R value;
        try {
            value = reader().readValue(watched);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            watched.rethrow();
            throw undecodable(e);
        }
        if (value == null) {
            throw new DecodingException(toString(), "$", "the reply is the JSON value null", null);
        }
        return value;
    }

    /** Says what is wrong with a text: whatever came of it, for nothing else was at fault. */
    private DecodingException undecodable(Throwable e) {
        if (!(e instanceof JsonProcessingException json)) {
            String what =
                    e instanceof StackOverflowError ? "it is nested too deeply" : e.toString();
            return new DecodingException(toString(), "$", what, e);
        }
        String path = Json.path(json);
        if (path.equals("$") && json.getOriginalMessage().startsWith("Unexpected character ('<'")) {
            return DecodingException.ofPage(toString(), new byte[0]);
        }
        return new DecodingException(toString(), path, json.getOriginalMessage(), e);
    }

    private ObjectReader reader() {
        ObjectReader known = reader;
        if (known == null) {
            known = form == Form.LIST ? Json.listReader(type) : Json.reader(type);
            reader = known;
        }
        return known;
    }

    /**
     * Returns the HTTP method.
     *
     * @return the method
     */
    public HttpMethod method() {
        return method;
    }

    /**
     * Returns the path template as Flink's documentation writes it.
     *
     * @return for example {@code /jobs/:jobid}
     */
    public String template() {
        return template;
    }

    /**
     * Returns the first version of Flink that has this operation.
     *
     * @return 1.13 for all that is as old as that or older
     */
    public FlinkVersion since() {
        return since;
    }

    /**
     * Refuses a server that is too old for this operation.
     *
     * @param server the server's version
     * @throws UnsupportedByServerException if it is older than {@link #since()}; says what works
     *     there, if anything does
     */
    public void requireSupport(FlinkVersion server) {
        server.require(since, toString(), "this operation", instead);
    }

    private static List<String> literals(String template) {
        List<String> literals = new ArrayList<>();
        int from = 0;
        for (int colon = template.indexOf("/:"); colon >= 0; colon = template.indexOf("/:", from)) {
            literals.add(template.substring(from, colon + 1));
            int end = template.indexOf('/', colon + 1);
            from = end < 0 ? template.length() : end;
        }
        literals.add(template.substring(from));
        return List.copyOf(literals);
    }

    @Override
    public String toString() {
        return method + " " + template;
    }
}
