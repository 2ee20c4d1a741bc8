package dev.flinkrest.cli.sql;

import dev.flinkrest.cli.output.Output;
import dev.flinkrest.cli.output.Quantities;
import dev.flinkrest.sql.ResultKind;
import dev.flinkrest.sql.SqlResult;
import dev.flinkrest.sql.SqlRow;
import dev.flinkrest.sql.SqlSession;

/** Runs statements one after the other in a session of the gateway, and prints what they give. */
final class StatementRunner {
    private final SqlSession sql;
    private final Output out;

    StatementRunner(SqlSession sql, Output out) {
        this.sql = sql;
        this.out = out;
    }

    /** Runs a statement; of a query without end, until the thread is interrupted. */
    void run(String statement) {
        try (SqlResult result = out.during("statement", () -> sql.execute(statement))) {
            if (result.jobId() != null && !result.isQueryResult()) {
                out.talk("Job " + result.jobId() + " is started.");
            }
            if (result.kind() == ResultKind.SUCCESS) {
                out.talk("Done.");
                return;
            }
            boolean isChangelog = result.isQueryResult() && !isBatch();
            RowPrinter printer = new RowPrinter(out, result.columns(), isChangelog);
            printer.begin();
            long rows = 0;
            for (SqlRow row : result) {
                printer.print(row);
                rows++;
            }
            out.talk(Quantities.count((int) Math.min(rows, Integer.MAX_VALUE), "row") + ".");
        }
    }

    private boolean isBatch() {
        return "batch".equalsIgnoreCase(sql.config().get("execution.runtime-mode"));
    }
}
