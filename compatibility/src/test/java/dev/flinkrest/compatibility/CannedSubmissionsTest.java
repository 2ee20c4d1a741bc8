package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.id.JarId;
import dev.flinkrest.id.JobId;
import dev.flinkrest.testkit.Fault;
import dev.flinkrest.testkit.FaultPlan;
import dev.flinkrest.testkit.FaultProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Ten thousand submissions to a server that answers as Flink 2.3 does, with a fault on a third of
 * all requests, the questions for jobs among them.
 */
class CannedSubmissionsTest {
    private static final int SUBMISSIONS = 10_000;
    private static final int AT_A_TIME = 256;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
    private static final String DUPLICATE =
            "{\"errors\":[\"org.apache.flink.runtime.rest.handler.RestHandlerException: Could not execute"
                    + " application.\\n\\tat org.apache.flink.runtime.webmonitor.handlers.JarRunHandler."
                    + "lambda$handleRequest$1(JarRunHandler.java:113)\\nCaused by:"
                    + " org.apache.flink.runtime.client.DuplicateApplicationSubmissionException: Application"
                    + " has already been submitted.\\n\"]}";

    /** The jobs that were started. */
    private final Set<String> starts = ConcurrentHashMap.newKeySet();

    /** How often a job was to be started that had been. */
    private final AtomicInteger duplicates = new AtomicInteger();

    @Test
    @Timeout(240)
    void startsEachJobOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
        ExecutorService serving = Executors.newCachedThreadPool();
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(serving);
        server.createContext("/", this::answer);
        server.start();
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        Fault[] faults =
                EnumSet.range(Fault.CUT_BEFORE_REQUEST, Fault.CUT_IN_BODY).toArray(Fault[]::new);
        try (FaultProxy proxy = FaultProxy.start(address, FaultPlan.random(1, 1 / 3d, faults));
                FlinkRestClient flink =
                        FlinkRestClient.builder()
                                .url(proxy.uri())
                                .maxConnections(AT_A_TIME)
                                .build()) {
            List<Future<JobId>> running =
                    IntStream.range(0, SUBMISSIONS)
                            .mapToObj(
                                    i -> threads.submit(() -> flink.jars().run(JarId.of("j.jar"))))
                            .toList();
            List<String> started = new ArrayList<>();
            for (Future<JobId> one : running) {
                started.add(one.get().value());
            }
            assertThat(proxy.incidents()).hasSizeGreaterThan(SUBMISSIONS / 4);
            assertThat(started).doesNotHaveDuplicates().hasSize(SUBMISSIONS);
            assertThat(starts).containsExactlyInAnyOrderElementsOf(started);
            // one that is slow to start is run again, but a lost answer alone is no reason for that
            assertThat(duplicates.get()).isLessThan(SUBMISSIONS / 100);
        } finally {
            threads.shutdownNow();
            server.stop(0);
            serving.shutdownNow();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/config")) {
            reply(exchange, 200, "{\"flink-version\":\"2.3.0\",\"refresh-interval\":3000}");
        } else if (path.endsWith("/run")) {
            var id = ID.matcher(body);
            assertThat(id.find()).isTrue();
            boolean first = starts.add(id.group());
            if (!first) {
                duplicates.incrementAndGet();
            }
            reply(
                    exchange,
                    first ? 200 : 400,
                    first ? "{\"jobid\":\"" + id.group() + "\"}" : DUPLICATE);
        } else {
            boolean there = starts.contains(path.substring("/jobs/".length()));
            reply(exchange, there ? 200 : 404, there ? "{}" : "{\"errors\":[\"Job not found\"]}");
        }
    }

    private static void reply(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json; charset=UTF-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
