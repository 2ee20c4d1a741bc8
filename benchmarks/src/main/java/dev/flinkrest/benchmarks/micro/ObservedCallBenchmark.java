package dev.flinkrest.benchmarks.micro;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.benchmarks.ServerProcess;
import dev.flinkrest.rest.CallListener;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import jdk.jfr.Recording;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Measures small calls that nobody looks at, beside the same calls looked at in several ways. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 2,
        jvmArgs = {"-Xms512m", "-Xmx512m", "-XX:+UseSerialGC"})
@State(Scope.Thread)
public class ObservedCallBenchmark {
    /** Who looks, or whether each call has an id. */
    @Param({"nobody", "listener", "recording", "request-ids"})
    public String looking = "";

    private @Nullable ServerProcess server;
    private @Nullable Recording recording;
    private FlinkRestClient client = FlinkRestClient.get("localhost", 8081);

    /** Counts and times requests, which is the least that a listener does. */
    private static final class Counting implements CallListener {
        private final LongAdder count = new LongAdder();
        private final LongAdder nanos = new LongAdder();

        @Override
        public void onRequest(RequestEvent event) {
            count.increment();
            nanos.add(event.duration().toNanos());
        }
    }

    /**
     * Starts the server, and whatever looks.
     *
     * @throws IOException if the server does not start
     */
    @Setup(Level.Trial)
    public void open() throws IOException {
        ServerProcess started = ServerProcess.start();
        server = started;
        var builder = FlinkRestClient.builder().url("http://127.0.0.1:" + started.port());
        switch (looking) {
            case "nobody" -> {}
            case "listener" -> builder.listener(new Counting());
            case "request-ids" -> builder.requestIds("X-Request-Id");
            case "recording" -> {
                Recording everything = new Recording();
                everything.setMaxSize(100 << 20);
                everything.start();
                recording = everything;
            }
            default -> throw new IllegalArgumentException(looking);
        }
        client = builder.build();
    }

    /**
     * Makes a small call.
     *
     * @return the reply
     */
    @Benchmark
    public Object call() {
        return client.overview();
    }

    /** Ends what was started. */
    @TearDown(Level.Trial)
    public void close() {
        client.close();
        if (recording != null) {
            recording.close();
        }
        if (server != null) {
            server.close();
        }
    }
}
