package dev.flinkrest.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flinkrest.error.DecodingException;
import dev.flinkrest.jobs.JobConfig;
import dev.flinkrest.jobs.JobEndpoints;
import dev.flinkrest.sql.SqlType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a body holds, only {@link DecodingException} comes of it. */
class EndpointTest {
    private static final Endpoint<JobConfig> CONFIG = JobEndpoints.CONFIG;

    private static InputStream body(String text, Charset charset) {
        return new ByteArrayInputStream(text.getBytes(charset));
    }

    private static InputStream body(String text) {
        return body(text, StandardCharsets.UTF_8);
    }

    @Test
    void refusesBytesThatAreNoTextInTheCharsetTheyLookLike() {
        InputStream body = new ByteArrayInputStream(new byte[] {0, 0, 0, '{', 'a', 0, 0, 0});
        assertThatExceptionOfType(DecodingException.class)
                .isThrownBy(() -> CONFIG.decode(body))
                .withMessageStartingWith("GET /jobs/:jobid/config: the reply cannot be read at $: ")
                .withMessageContaining("Invalid UTF-32 character");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-32BE"})
    void readsEveryCharsetOfJson(String charset) throws IOException {
        InputStream body = body("\ufeff{\"name\":\"é\"}", Charset.forName(charset));
        assertThat(CONFIG.decode(body).name()).isEqualTo("é");
    }

    @Test
    void refusesWhatIsNestedTooDeeplyForTheStack() throws Exception {
        Endpoint<SqlType> type = Endpoint.get("/types", SqlType.class);
        String deep = "{\"type\":\"ARRAY\",\"elementType\":".repeat(900) + "null" + "}".repeat(900);
        FutureTask<SqlType> decoding = new FutureTask<>(() -> type.decode(body(deep)));
        Thread small = new Thread(null, decoding, "small", 128 << 10);
        small.start();
        small.join();
        assertThatThrownBy(decoding::get)
                .cause()
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("it is nested too deeply");
    }

    @Test
    void saysInAFewLinesWhereAFaultIsHoweverLongTheWay() {
        String name = "n".repeat(10_000);
        Endpoint<JsonNode> any = Endpoint.get("/any", JsonNode.class);
        assertThatExceptionOfType(DecodingException.class)
                .isThrownBy(() -> any.decode(body("[".repeat(2_000))))
                .withMessageContaining("nesting depth (1001) exceeds the maximum allowed");
        assertThatExceptionOfType(DecodingException.class)
                .isThrownBy(
                        () ->
                                CONFIG.decode(
                                        body(
                                                "{\"execution-config\":{\"user-config\":{\""
                                                        + name
                                                        + "\":[]}}}")))
                .satisfies(
                        e -> {
                            assertThat(e.path())
                                    .isEqualTo("$.execution-config.user-config." + name);
                            assertThat(e.getMessage()).hasSizeLessThan(1_000);
                        });
    }

    @Test
    void passesOnWhatTheStreamThrows() {
        for (Exception own : new Exception[] {new IOException("a"), new IllegalStateException()}) {
            InputStream broken =
                    new InputStream() {
                        @Override
                        public int read() throws IOException {
                            return read(new byte[1], 0, 1);
                        }

                        @Override
                        public int read(byte[] buffer, int offset, int length) throws IOException {
                            if (own instanceof IOException io) {
                                throw io;
                            }
                            throw (RuntimeException) own;
                        }
                    };
            assertThatThrownBy(() -> CONFIG.decode(broken)).isSameAs(own);
        }
    }
}
