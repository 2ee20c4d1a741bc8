package dev.flinkrest.embedded.child;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;

/**
 * Runs one of Flink's servers in this JVM until the parent process wants no more of it. It and the
 * main classes that extend it must each be a single class without nested ones: the parent copies
 * just this one and the main class.
 *
 * <p>Standard input is the life line: when it ends, because the parent closed it or died, this JVM
 * halts. Standard output says one thing, {@code READY <uri>}, once the server is ready; whatever
 * else is printed goes to standard error.
 */
abstract class ChildJvm {

    /**
     * Runs the server. This method does not return.
     *
     * @param args the file with Flink's configuration, as Java properties, and what {@link #start}
     *     is given
     */
    final void run(String[] args) {
        Thread lifeLine = new Thread(ChildJvm::haltWhenInputEnds, "life-line");
        lifeLine.setDaemon(true);
        lifeLine.start();
        PrintStream out = System.out;
        System.setOut(System.err);
        try {
            URI rest =
                    start(
                            configuration(Path.of(args[0])),
                            Arrays.asList(args).subList(1, args.length));
            out.println("READY " + rest);
            out.flush();
            awaitEnd(rest);
            Runtime.getRuntime().halt(0);
        } catch (Throwable e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    /**
     * Starts the server, and returns when it is ready.
     *
     * @param configuration Flink's configuration
     * @param arguments what the parent has said beside that
     * @return where the REST API is
     * @throws Exception if it does not start
     */
    abstract URI start(Map<String, String> configuration, List<String> arguments) throws Exception;

    /**
     * Waits until the server has ended of itself. By default, it never does.
     *
     * @param rest where the REST API is
     * @throws Exception if waiting fails
     */
    void awaitEnd(URI rest) throws Exception {
        new CountDownLatch(1).await();
    }

    private static Map<String, String> configuration(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        Map<String, String> entries = new HashMap<>();
        for (String key : properties.stringPropertyNames()) {
            entries.put(key, properties.getProperty(key));
        }
        return entries;
    }

    private static void haltWhenInputEnds() {
        InputStream in = System.in;
        try {
            while (in.read() >= 0) {
                // The parent has nothing to say: what counts is the end.
            }
        } catch (IOException e) {
            // As good as the end.
        }
        Runtime.getRuntime().halt(0);
    }
}
