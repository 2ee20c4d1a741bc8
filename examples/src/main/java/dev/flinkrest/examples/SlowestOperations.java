package dev.flinkrest.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** Makes a table of the slowest operations out of a flight recording; needs the JDK only. */
public final class SlowestOperations {
    private final List<Double> millis = new ArrayList<>();
    private int failures;

    private SlowestOperations() {}

    /**
     * Runs the example.
     *
     * @param args a flight recording
     * @throws IOException if that cannot be read
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            System.err.println("Usage: SlowestOperations RECORDING.jfr");
            System.exit(2);
        }
        System.out.printf(
                "%-50s %7s %10s %10s %10s %8s%n",
                "operation", "count", "mean ms", "p99 ms", "max ms", "failures");
        read(Path.of(args[0])).entrySet().stream()
                .sorted(Comparator.comparing(operation -> -operation.getValue().quantile(0.99)))
                .limit(20)
                .forEach(operation -> operation.getValue().print(operation.getKey()));
    }

    // read
    private static Map<String, SlowestOperations> read(Path file) throws IOException {
        Map<String, SlowestOperations> operations = new TreeMap<>();
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                String type = event.getEventType().getName();
                if (type.equals("flinkrest.Request") || type.equals("flinkrest.Operation")) {
                    // what was waited for names its job; here all jobs are one
                    String name = event.getString("operation").replaceAll("[0-9a-f]{32}", "*");
                    operations.computeIfAbsent(name, any -> new SlowestOperations()).add(event);
                }
            }
        }
        return operations;
    }

    private void add(RecordedEvent event) {
        millis.add(event.getDuration().toNanos() / 1e6);
        failures += event.getString("failure") == null ? 0 : 1;
    }

    // end of read

    private double quantile(double share) {
        millis.sort(null);
        return millis.get((int) Math.ceil(share * millis.size()) - 1);
    }

    private void print(String operation) {
        System.out.printf(
                "%-50.50s %7d %10.1f %10.1f %10.1f %8d%n",
                operation,
                millis.size(),
                millis.stream().mapToDouble(Double::doubleValue).average().orElse(0),
                quantile(0.99),
                quantile(1),
                failures);
    }
}
