package dev.flinkrest.examples;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.embedded.EmbeddedFlink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells what the library does, on a real Flink that it starts itself: {@code ./demo [--flink
 * VERSION] [--serve]}.
 */
public final class Demo {
    private static final String USAGE =
            """
            Usage: ./demo [--flink VERSION] [--serve]
              --flink VERSION  a minor such as 1.20, or a full version such as 1.20.3; 2.3 unless given
              --serve          leave the cluster up in the end, print its URL, and wait for Ctrl-C
            """;

    private Demo() {}

    private record Options(String version, boolean serve) {

        /** Reads the command line; null if it makes no sense. */
        static @Nullable Options parse(String[] args) {
            String version = "2.3";
            boolean serve = false;
            for (int i = 0; i < args.length; i++) {
                if (args[i].equals("--serve")) {
                    serve = true;
                } else if (args[i].equals("--flink") && i + 1 < args.length) {
                    version = args[++i];
                } else {
                    return null;
                }
            }
            return new Options(version, serve);
        }
    }

    /**
     * Runs the demonstration; its exit code is 0 only if every step did what it says.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        Options options = Options.parse(args);
        if (options == null) {
            System.err.print(USAGE);
            System.exit(2);
        } else {
            System.exit(run(options));
        }
    }

    private static int run(Options options) {
        Story story = new Story(System.out);
        EmbeddedFlink.Builder builder;
        try {
            builder = EmbeddedFlink.builder().version(options.version());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return 2;
        }
        Path directory = null;
        try {
            directory =
                    Files.createTempDirectory(
                            Path.of(System.getProperty("demo.directory")), "flink-");
            tell(story, builder.directory(directory), options);
            return 0;
        } catch (IOException | RuntimeException e) {
            story.fail(e);
            return 1;
        } finally {
            delete(directory);
        }
    }

    private static void tell(Story story, EmbeddedFlink.Builder builder, Options options) {
        Path jar = Path.of(System.getProperty("example.job"));
        story.say(
                "Starting Flink "
                        + options.version()
                        + " (the first time, its jars are fetched) …");
        // without these, Flink shows what happens seconds late
        builder.configuration("metrics.fetcher.update-interval", "100")
                .configuration("web.refresh-interval", "100")
                .configuration("heartbeat.interval", "200");
        try (EmbeddedFlink flink = builder.start();
                FlinkRestClient client = FlinkRestClient.connect(flink.uri())) {
            story.say("Flink " + flink.version() + " listens on " + flink.uri());
            MainJob job = new MainJob(story, client, jar, flink.directory().resolve("savepoints"));
            job.tell();
            if (options.serve()) {
                serve(story, flink);
            } else {
                job.shutDown();
                awaitEnd(flink);
            }
            story.say("Flink has ended. Every step did what it says.");
        }
    }

    private static void serve(Story story, EmbeddedFlink flink) {
        story.say("");
        story.say("The cluster stays up until Ctrl-C: " + flink.uri());
        while (flink.isAlive()) {
            pause(Duration.ofMillis(200));
        }
    }

    private static void delete(@Nullable Path directory) {
        if (directory == null) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            System.err.println("Left behind: " + directory + " (" + e + ")");
        }
    }

    private static void awaitEnd(EmbeddedFlink flink) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (flink.isAlive()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "the cluster was shut down, but its process lives on");
            }
            pause(Duration.ofMillis(50));
        }
    }

    static void pause(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
