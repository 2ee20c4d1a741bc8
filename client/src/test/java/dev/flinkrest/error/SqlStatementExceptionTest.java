package dev.flinkrest.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkrest.support.Recorded;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What real gateways answered comes out as SQL's own words. */
class SqlStatementExceptionTest {

    private static ServerErrorException error(String file) {
        return answered(Recorded.reply("sql/" + file));
    }

    private static ServerErrorException answered(String body) {
        return ServerErrorException.of(
                "GET /:version/sessions/:session_handle/operations/:operation_handle/result/:token",
                "/v3/sessions/s/operations/o/result/0",
                500,
                Map.of(),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static SqlStatementException statement(String file) {
        ServerErrorException error = error(file);
        assertThat(error).isExactlyInstanceOf(SqlStatementException.class);
        return (SqlStatementException) error;
    }

    @Test
    void saysWhatDoesNotExistAndWhere() {
        SqlStatementException e = statement("unknown-column-2.3.0.json");
        assertThat(e)
                .hasMessage(
                        "the statement failed: SQL validation failed. At line 1, column 8: Column 'x' not"
                                + " found in any table");
        assertThat(e.sqlError())
                .isEqualTo(
                        "SQL validation failed. At line 1, column 8: Column 'x' not found in any table");
        assertThat(e.line()).isEqualTo(1);
        assertThat(e.column()).isEqualTo(8);
        assertThat(e.status()).isEqualTo(500);
        assertThat(e.serverStackTrace()).contains("CalciteContextException", "\tat ");
    }

    @Test
    void takesNoPositionFromNumbersThatAreNone() {
        String body =
                "{\"errors\":[\"org.apache.flink.table.gateway.api.utils.SqlGatewayException: at line"
                        + " 99999999999, column 1\\n\\tat a.B.c(D)\"]}";
        SqlStatementException e = (SqlStatementException) answered(body);
        assertThat(e.sqlError()).isEqualTo("at line 99999999999, column 1");
        assertThat(e.line()).isNull();
        assertThat(e.column()).isNull();
    }

    @Test
    void keepsWhatAParserExpectedButNotInTheMessage() {
        SqlStatementException e = statement("parse-1.20.3.json");
        assertThat(e)
                .hasMessage(
                        "the statement failed: SQL parse failed. Incorrect syntax near the keyword 'AT' at"
                                + " line 1, column 17.");
        assertThat(e.sqlError()).contains("\nWas expecting one of:\n", "\"CROSS\"");
        assertThat(e.sqlError()).doesNotContain("\tat ", "Caused by");
        assertThat(e.column()).isEqualTo(17);
    }

    @Test
    void namesTheJobThatFailedAndWhy() {
        SqlStatementException e = statement("job-failed-1.16.1.json");
        assertThat(e.getMessage())
                .matches(
                        "the statement failed: Job failed \\(JobID: [0-9a-f]{32}\\): For input string: 'x'\\."
                                + " Invalid character found\\.");
        assertThat(e.line()).isNull();
        assertThat(e.column()).isNull();
    }

    @Test
    void saysWhatToDoAboutRowsThatJsonCannotHold() {
        assertThat(statement("no-json-2.3.0.json"))
                .hasMessageContaining("cannot write the rows as JSON")
                .hasMessageContaining("RowFormat.PLAIN_TEXT");
    }

    @Test
    void tellsWhatIsGoneOrHasEnded() {
        assertThat(error("no-session-1.20.3.json"))
                .isExactlyInstanceOf(NotFoundException.class)
                .hasMessageContaining("open a new one");
        assertThat(error("no-operation-1.20.3.json"))
                .isExactlyInstanceOf(NotFoundException.class)
                .hasMessageContaining("Can not find the submitted operation");
        assertThat(error("ended-1.20.3.json")).isExactlyInstanceOf(ConflictException.class);
    }
}
