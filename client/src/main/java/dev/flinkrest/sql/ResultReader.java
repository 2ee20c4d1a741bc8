package dev.flinkrest.sql;

import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.DecodingException;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.internal.util.Backoff;
import dev.flinkrest.internal.util.Ticker;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Fetches a result page by page. A page that was asked for can be asked for again, until the next
 * one has been: so a call that failed can be made again. Not safe for use by many threads, but
 * {@link #end} may come from any.
 */
final class ResultReader implements Iterator<SqlRow> {
    private static final Duration FOREVER = Duration.ofDays(36_500);

    private final SqlOperation operation;
    private final RowFormat format;
    private final Duration timeout;
    private final Ticker ticker;
    private final ResultPage first;
    private final List<Column> columns;
    private final List<String> names;
    private long token;
    private List<RawRow> page = List.of();
    private int next;
    private boolean exhausted;
    private volatile boolean ended;

    /** Waits for the first page. */
    ResultReader(SqlOperation operation, StatementOptions options, Ticker ticker) {
        this.operation = operation;
        this.format = options.rowFormat();
        this.timeout = Objects.requireNonNullElse(options.rowTimeout(), FOREVER);
        this.ticker = ticker;
        this.first = Objects.requireNonNull(await(false)); // nobody can have ended it yet
        this.columns = table(first).columns();
        this.names = columns.stream().map(Column::name).toList();
    }

    private static ResultTable table(ResultPage page) {
        return Objects.requireNonNullElseGet(
                page.results(), () -> new ResultTable(List.of(), null, List.of()));
    }

    ResultPage first() {
        return first;
    }

    List<Column> columns() {
        return columns;
    }

    /** Gives no more rows; a wait that goes on ends soon. */
    void end() {
        ended = true;
    }

    @Override
    public boolean hasNext() {
        while (!ended && next == page.size() && !exhausted) {
            await(true);
        }
        return !ended && next < page.size();
    }

    @Override
    public SqlRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the result has no more rows");
        }
        RawRow row = page.get(next++);
        if (row.fields().size() != columns.size()) {
            throw malformed(
                    "fields",
                    "there are " + row.fields().size() + " values for the columns " + names,
                    null);
        }
        List<@Nullable Object> values = new ArrayList<>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            var field = row.fields().get(i);
            try {
                values.add(
                        format == RowFormat.PLAIN_TEXT
                                ? (field.isNull() ? null : field.asText())
                                : SqlValues.read(columns.get(i).type(), field));
            } catch (IllegalArgumentException e) {
                throw malformed("fields[" + i + "]", Objects.toString(e.getMessage()), e);
            }
        }
        return new SqlRow(row.kind(), names, values);
    }

    private DecodingException malformed(String where, String what, @Nullable Throwable cause) {
        return new DecodingException(
                SqlEndpoints.FETCH_RESULTS.toString(),
                "$.results.data[" + (next - 1) + "]." + where,
                what,
                cause);
    }

    /**
     * Asks until there is a page that is ready, or one with rows or the end; null if all has been
     * ended meanwhile.
     */
    private @Nullable ResultPage await(boolean forRows) {
        Backoff backoff = new Backoff(timeout, ticker);
        while (!ended) {
            ResultPage fetched = fetch(backoff);
            boolean done = !page.isEmpty() || exhausted;
            if (fetched == null || done || (!forRows && isReady(fetched))) {
                return fetched;
            }
            pause(backoff);
            if (!backoff.goesOn()) {
                throw late(null);
            }
        }
        return null;
    }

    private static boolean isReady(ResultPage page) {
        return page.resultType() != ResultType.NOT_READY;
    }

    /** Fetches and takes in the page that is due; null if all has been ended meanwhile. */
    private @Nullable ResultPage fetch(Backoff backoff) {
        Request<ResultPage> request = operation.pageRequest(token, format);
        if (!timeout.equals(FOREVER)) {
            request = request.with(CallOptions.NONE.withCallTimeout(backoff.left()));
        }
        try {
            ResultPage fetched = operation.send(request);
            take(fetched);
            return fetched;
        } catch (FlinkRestException e) {
            if (ended) {
                return null;
            }
            throw e instanceof DeadlineExceededException && !backoff.goesOn() ? late(e) : e;
        }
    }

    private void take(ResultPage fetched) {
        String uri = fetched.nextResultUri();
        if (fetched.resultType() == ResultType.EOS || uri == null) {
            exhausted = true;
        } else {
            long following = token(uri);
            if (isReady(fetched) && following <= token) {
                throw new DecodingException(
                        SqlEndpoints.FETCH_RESULTS.toString(),
                        "$.nextResultUri",
                        "page " + token + " is followed by page " + following,
                        null);
            }
            token = following;
        }
        page = table(fetched).data();
        next = 0;
    }

    /** Takes the token out of where the server says to go on, and nothing else. */
    private static long token(String uri) {
        int query = uri.indexOf('?');
        String path = query < 0 ? uri : uri.substring(0, query);
        String segment = path.substring(path.lastIndexOf('/') + 1);
        try {
            return Long.parseUnsignedLong(segment);
        } catch (NumberFormatException e) {
            throw new DecodingException(
                    SqlEndpoints.FETCH_RESULTS.toString(),
                    "$.nextResultUri",
                    "'" + uri + "' does not end with a token",
                    e);
        }
    }

    private DeadlineExceededException late(@Nullable Throwable cause) {
        return new DeadlineExceededException(
                operation.toString(),
                true,
                timeout,
                "no row came, nor the end; the statement goes on, and can be waited for again",
                cause);
    }

    private void pause(Backoff backoff) {
        try {
            backoff.pause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedCallException(operation.toString(), true, e);
        }
    }
}
