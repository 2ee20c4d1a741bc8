package dev.flinkrest.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.flinkrest.error.ConflictException;
import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.DecodingException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.error.SqlStatementException;
import dev.flinkrest.error.UnavailableException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.support.FakeCaller.Reply;
import dev.flinkrest.support.Recorded;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlResultTest {
    private final FakeGateway fake = new FakeGateway();

    private static List<Object> firsts(Iterable<SqlRow> rows) {
        return Stream.iterate(rows.iterator(), Iterator::hasNext, i -> i)
                .<Object>map(i -> i.next().get(0))
                .toList();
    }

    @Test
    void readsRowsPageByPageAsTheyAreAskedFor() {
        fake.notReady(0).rows(1).rows(2, 7, 8).rows(3, 9).rows(null);
        SqlResult result = fake.execute();
        assertThat(result.jobId()).isEqualTo(JobId.of("29331c1a67c1f3e4ec4cfcafb9edcd72"));
        assertThat(result.isQueryResult()).isTrue();
        assertThat(result.kind()).isEqualTo(ResultKind.SUCCESS_WITH_CONTENT);
        assertThat(result.columns()).extracting(Column::name).containsExactly("a");
        assertThat(fake.pages).as("pages left").hasSize(3);
        Iterator<SqlRow> rows = result.iterator();
        assertThat(rows.next().get("a", Integer.class)).isEqualTo(7);
        assertThat(rows.next().get("a")).isEqualTo(8);
        assertThat(fake.pages).as("pages left").hasSize(2);
        assertThat(rows.next().get(0)).isEqualTo(9);
        assertThat(rows.hasNext()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(rows::next);
    }

    @Test
    void takesTheTokenOutOfTheUriAndNothingElse() {
        fake.notReady(0).rows(1, 5).rows(null);
        assertThat(firsts(fake.execute())).containsExactly(5);
        assertThat(fake.asked())
                .containsExactly(
                        "POST /v4/sessions {}",
                        "POST /v4/S/statements {\"statement\":\"SELECT 1\"}",
                        "GET /v4/S/O/result/0?rowFormat=JSON",
                        "GET /v4/S/O/result/0?rowFormat=JSON",
                        "GET /v4/S/O/result/1?rowFormat=JSON");
    }

    @Test
    void pausesLongerAndLongerAndAnewAfterRows() {
        for (int i = 0; i < 9; i++) {
            fake.notReady(0);
        }
        fake.rows(1).rows(2).rows(3, 1).rows(4).rows(null);
        assertThat(firsts(fake.execute())).containsExactly(1);
        assertThat(fake.ticker.slept.stream().map(Duration::toMillis))
                .containsExactly(
                        10L, 20L, 40L, 80L, 160L, 320L, 640L, 1000L, 1000L, // until it was ready
                        10L, // until there were rows
                        10L); // until the end
    }

    @Test
    void endsWithoutTheUriOrWithRowsInTheLastPage() {
        fake.rows(1, 1).rows(null, 2, 3);
        assertThat(firsts(fake.execute())).containsExactly(1, 2, 3);
    }

    @Test
    void givesUpAfterTheRowTimeoutAndCanGoOn() {
        fake.rows(1).rows(2).rows(3).rows(4).rows(5).rows(6, 1).rows(null);
        StatementOptions options =
                StatementOptions.builder().rowTimeout(Duration.ofMillis(50)).build();
        Iterator<SqlRow> rows = fake.session().execute("SELECT 1", options).iterator();
        assertThatExceptionOfType(DeadlineExceededException.class)
                .isThrownBy(rows::hasNext)
                .withMessageContaining("PT0.05S")
                .withMessageContaining("can be waited for again");
        assertThat(fake.ticker.slept.stream().map(Duration::toMillis))
                .containsExactly(10L, 20L, 20L);
        assertThat(rows.next().get(0)).isEqualTo(1);
        assertThat(rows.hasNext()).isFalse();
    }

    @Test
    void canBeInterruptedAndClosesItsOperationAllTheSame() {
        for (int i = 0; i < 3; i++) {
            fake.notReady(0);
        }
        fake.ticker.interrupted = true;
        SqlSession session = fake.session();
        assertThatExceptionOfType(InterruptedCallException.class)
                .isThrownBy(() -> session.execute("SELECT 1"));
        assertThat(Thread.interrupted()).as("the flag is set again").isTrue();
        assertThat(fake.asked()).endsWith("DELETE /v4/S/O/close");
    }

    @Test
    void goesOnWhereACallFailed() {
        fake.rows(1, 1);
        fake.pages.add(new Reply(503, "{\"errors\":[\"a moment, please\"]}"));
        fake.rows(2, 2).rows(null);
        Iterator<SqlRow> rows = fake.execute().iterator();
        assertThat(rows.next().get(0)).isEqualTo(1);
        assertThatExceptionOfType(UnavailableException.class).isThrownBy(rows::hasNext);
        assertThat(rows.next().get(0)).isEqualTo(2);
        assertThat(rows.hasNext()).isFalse();
    }

    @Test
    void closesOnceAndGivesNoMoreRows() {
        fake.rows(1, 1, 2);
        SqlResult result = fake.execute();
        try (Stream<SqlRow> rows = result.stream()) {
            assertThat(rows.findFirst().orElseThrow().get(0)).isEqualTo(1);
        }
        result.close();
        assertThat(fake.asked()).containsOnlyOnce("DELETE /v4/S/O/close");
        assertThatIllegalStateException()
                .isThrownBy(result::iterator)
                .withMessageContaining("run the statement again");
    }

    @Test
    void endsAWaitWhenItIsClosedMeanwhile() {
        fake.rows(1).rows(1 + 1);
        SqlResult result = fake.execute();
        fake.ticker.meanwhile = result::close;
        assertThat(result.iterator().hasNext()).isFalse();
        assertThat(fake.pages).isEmpty();
    }

    @Test
    void cancelsAndClosesWhatFlinkHoldsForFinished() {
        fake.rows(1, 1);
        SqlResult result = fake.execute();
        fake.other = new Reply(500, Recorded.reply("sql/ended-1.20.3.json"));
        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(result.operation()::cancel)
                .withMessageContaining("from FINISHED to CANCELED");
        fake.caller.asked.clear();
        assertThatExceptionOfType(ConflictException.class)
                .as("of the close, which this gateway answers likewise")
                .isThrownBy(result::cancel);
        assertThat(fake.asked()).containsExactly("POST /v4/S/O/cancel", "DELETE /v4/S/O/close");
        assertThat(result.iterator().hasNext()).isFalse();
    }

    @Test
    void closesQuietlyWhatTheGatewayForgot() {
        fake.rows(1, 1);
        SqlResult result = fake.execute();
        fake.other = FakeGateway.GONE;
        result.close();
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(result.operation()::status);
    }

    @ParameterizedTest
    @CsvSource({
        "/v4/sessions/x/result/0, page 0 is followed by page 0",
        "/v4/sessions/x/result/, does not end with a token",
        "/v4/sessions/x/result/-1?rowFormat=JSON, does not end with a token",
        "nonsense, does not end with a token"
    })
    void refusesATokenThatLoopsOrIsNone(String uri, String message) {
        fake.page(
                "{\"resultType\":\"PAYLOAD\",\"results\":{\"columns\":[],\"data\":[]},\"nextResultUri\":\""
                        + uri
                        + "\"}");
        SqlSession session = fake.session();
        assertThatExceptionOfType(DecodingException.class)
                .isThrownBy(() -> session.execute("SELECT 1"))
                .withMessageContaining("$.nextResultUri")
                .withMessageContaining(message);
        assertThat(fake.asked()).endsWith("DELETE /v4/S/O/close");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[\"x\"]|'x' is no value of type INT NOT NULL",
                "[{}]|'{}' is no value of type INT NOT NULL; expected a number",
                "[1.5]|'1.5' is no value of type INT NOT NULL",
                "[2147483648]|'2147483648' is no value of type INT NOT NULL",
                "[1,2]|there are 2 values for the columns [a]",
                "[]|there are 0 values for the columns [a]"
            })
    void saysWhatIsWrongWithARowAndReadsTheNext(String fields, String message) {
        fake.rows(1, 77, 88);
        String page = fake.pages.remove().body().replace("[77]", fields);
        Iterator<SqlRow> rows = fake.page(page).rows(null).execute().iterator();
        assertThatExceptionOfType(DecodingException.class)
                .isThrownBy(rows::next)
                .withMessageContaining("$.results.data[0].fields")
                .withMessageContaining(message);
        assertThat(rows.next().get(0)).isEqualTo(88);
    }

    @Test
    void throwsWhatSqlSaysAndClosesTheOperation() {
        fake.pages.add(new Reply(500, Recorded.reply("sql/unknown-column-2.3.0.json")));
        SqlSession session = fake.session();
        assertThatExceptionOfType(SqlStatementException.class)
                .isThrownBy(() -> session.execute("SELECT x"))
                .withMessage(
                        "the statement failed: SQL validation failed. At line 1, column 8: Column 'x' not"
                                + " found in any table");
        assertThat(fake.asked()).endsWith("DELETE /v4/S/O/close");
    }

    @Test
    void findsTheJobOfAnInsertWhereFlink116HidesIt() {
        fake.versions = "\"V1\"";
        fake.page(
                "{\"results\":{\"columns\":[{\"name\":\"job id\",\"logicalType\":{\"type\":\"VARCHAR\","
                        + "\"nullable\":true,\"length\":2147483647},\"comment\":null}],\"data\":[{\"kind\":"
                        + "\"INSERT\",\"fields\":[\"85c8ad87b403c8c823c522529bfa4391\"]}]},\"resultType\":"
                        + "\"PAYLOAD\",\"nextResultUri\":\"/v1/x/result/1\"}");
        fake.page(
                "{\"results\":{\"columns\":[],\"data\":[]},\"resultType\":\"EOS\",\"nextResultUri\":null}");
        SqlResult result = fake.execute();
        assertThat(result.jobId()).isEqualTo(JobId.of("85c8ad87b403c8c823c522529bfa4391"));
        assertThat(result.kind()).isNull();
        assertThat(result.isQueryResult()).isFalse();
        assertThat(firsts(result)).containsExactly("85c8ad87b403c8c823c522529bfa4391");
        assertThat(fake.asked()).endsWith("GET /v1/S/O/result/0", "GET /v1/S/O/result/1");
    }

    @Test
    void readsPlainTextAsText() {
        fake.rows(1, 77).rows(null);
        StatementOptions options =
                StatementOptions.builder().rowFormat(RowFormat.PLAIN_TEXT).build();
        Iterator<SqlRow> rows = fake.session().execute("SELECT 77", options).iterator();
        assertThat(rows.next().get("a", String.class)).isEqualTo("77");
        assertThat(fake.asked()).endsWith("GET /v4/S/O/result/0?rowFormat=PLAIN_TEXT");
    }
}
