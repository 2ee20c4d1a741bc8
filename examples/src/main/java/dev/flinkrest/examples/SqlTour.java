package dev.flinkrest.examples;

import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.SqlStatementException;
import dev.flinkrest.sql.SqlGateway;
import dev.flinkrest.sql.SqlResult;
import dev.flinkrest.sql.SqlRow;
import dev.flinkrest.sql.SqlSession;
import java.math.BigDecimal;
import java.net.URI;

/** Shows what statements look like; the page on the SQL Gateway quotes it, so it must compile. */
public final class SqlTour {
    private SqlTour() {}

    /**
     * Reads ten rows of an endless query, and fails once.
     *
     * @param args the URL of a SQL Gateway
     */
    public static void main(String[] args) {
        if (args.length != 1) {
            System.err.println("Usage: SqlTour URL");
            System.exit(2);
        }
        String url = args[0];
        // tour
        try (SqlGateway gateway = SqlGateway.connect(URI.create(url));
                SqlSession session = gateway.openSession()) {
            session.execute("CREATE TABLE numbers (n INT) WITH ('connector' = 'datagen')").close();

            // rows come as they are asked for; leaving early ends the query and its job
            String query = "SELECT n, CAST(n AS DECIMAL(12, 2)) AS d FROM numbers";
            try (SqlResult result = session.execute(query)) {
                System.out.println(result.jobId() + " " + result.columns());
                int rows = 0;
                for (SqlRow row : result) {
                    BigDecimal decimal = row.get("d", BigDecimal.class);
                    System.out.println(row.kind() + " " + row.get("n") + " " + decimal);
                    if (++rows == 10) {
                        break;
                    }
                }
            }
            session.execute("SELECT x FROM numbers").close();
        } catch (SqlStatementException e) {
            // SQL's own words: … At line 1, column 8: Column 'x' not found in any table
            System.err.println(e.getMessage() + " (" + e.line() + ":" + e.column() + ")");
        } catch (FlinkRestException e) {
            System.err.println(e.getMessage());
        }
        // end of tour
    }
}
