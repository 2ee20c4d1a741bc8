package dev.flinkrest.error;

import org.jspecify.annotations.Nullable;

/**
 * Is thrown when a statement fails on a SQL Gateway: it cannot be parsed, names what does not
 * exist, its job fails, or its rows cannot be written. The message is SQL's own, not that of the
 * HTTP reply, which has status 500.
 */
public final class SqlStatementException extends ServerErrorException {
    private static final long serialVersionUID = 1;

    private final String sqlError;
    private final @Nullable Integer line;
    private final @Nullable Integer column;

    SqlStatementException(
            String operation, String target, int status, ErrorReply reply, SqlFailure failure) {
        super(operation, target, status, reply, failure.message());
        this.sqlError = failure.text();
        var position = failure.position();
        this.line = position.isEmpty() ? null : position.get(0);
        this.column = position.isEmpty() ? null : position.get(1);
    }

    /**
     * Returns what SQL said, in full.
     *
     * @return for example {@code SQL validation failed. At line 1, column 8: Column 'x' not found
     *     in any table}; of several lines where a parser lists what it expected
     */
    public String sqlError() {
        return sqlError;
    }

    /**
     * Returns the line of the statement that is at fault.
     *
     * @return a number from 1 on; null if SQL did not say
     */
    public @Nullable Integer line() {
        return line;
    }

    /**
     * Returns where in its line the fault begins.
     *
     * @return a number from 1 on; null if SQL did not say
     */
    public @Nullable Integer column() {
        return column;
    }
}
