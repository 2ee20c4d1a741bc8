package dev.flinkrest.benchmarks;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares this client with a raw socket and with other clients, against one server in a JVM of its
 * own. Peers take turns, in an order that changes from round to round, so that whatever disturbs
 * the machine disturbs all of them; the numbers are medians over the rounds, and ratios of those.
 *
 * <p>Arguments: the cases ({@code small}, {@code details}, {@code overview}, {@code upload}, {@code
 * watch}; all unless named), and {@code --quick} for a short run that shows only that it works.
 */
public final class Compare {
    private static final Set<String> CASES =
            Collections.unmodifiableSet(
                    new LinkedHashSet<>(
                            List.of("small", "details", "overview", "upload", "watch")));
    private static final Set<Peer.Kind> UPLOADERS =
            EnumSet.complementOf(EnumSet.of(Peer.Kind.FLOOR_DECODED));

    private final Meter meter = new Meter();
    private final Report report = new Report();
    private final Plan plan;
    private final int port;
    private final Map<Peer.Kind, Peer> peers = new EnumMap<>(Peer.Kind.class);

    /** How long everything takes. */
    private record Plan(
            boolean quick,
            int warmUps,
            int rounds,
            long batchNanos,
            int uploads,
            long uploadBytes,
            Path target) {

        static Plan of(boolean quick, Path target) {
            return quick
                    ? new Plan(true, 2, 3, 300_000_000L, 2, 100_000_000L, target)
                    : new Plan(false, 4, 11, 1_000_000_000L, 15, 500_000_000L, target);
        }
    }

    private Compare(Plan plan, int port) {
        this.plan = plan;
        this.port = port;
    }

    /**
     * Runs the comparison; prints the table, and writes it to {@code compare.md}.
     *
     * @param args cases and {@code --quick}
     * @throws Exception if a call fails; a missed aim is no failure
     */
    public static void main(String[] args) throws Exception {
        Set<String> cases = new LinkedHashSet<>(Arrays.asList(args));
        boolean quick = cases.remove("--quick");
        if (!CASES.containsAll(cases)) {
            System.err.println("expected --quick and any of " + CASES + "; got " + cases);
            System.exit(2);
        }
        Path target = Path.of(System.getProperty("benchmarks.target", "target"));
        Files.createDirectories(target);
        try (ServerProcess server = ServerProcess.start()) {
            Compare compare = new Compare(Plan.of(quick, target), server.port());
            String result = compare.run(cases.isEmpty() ? CASES : cases);
            Files.writeString(target.resolve("compare.md"), result);
            System.out.print(result);
        }
        System.exit(0); // without waiting for anyone's idle threads
    }

    private String run(Set<String> cases) throws Exception {
        report.line(
                "JDK %s, %s, %d cores%s; %d rounds of %.1f s for each peer.%s",
                Runtime.version(),
                System.getProperty("os.name"),
                Integer.getInteger("benchmarks.cores", Runtime.getRuntime().availableProcessors()),
                System.getProperty("benchmarks.pinned", ""),
                plan.rounds,
                plan.batchNanos / 1e9,
                plan.quick ? " **A quick run, not warm: its numbers mean nothing.**" : "");
        try {
            for (Peer.Kind kind : Peer.Kind.values()) {
                peers.put(kind, kind.open(port));
            }
            if (cases.contains("small")) {
                get(Get.SMALL, "Small GET, decoded: `/overview`, %,d bytes", 30_000);
            }
            if (cases.contains("details")) {
                get(Get.DETAILS, "Job details, decoded: `/jobs/:jobid`, %,d bytes", 5_000);
            }
            if (cases.contains("overview")) {
                get(Get.OVERVIEW, "Jobs overview, decoded: `/jobs/overview`, %,d bytes", 100);
            }
            if (cases.contains("upload")) {
                upload();
            }
            if (cases.contains("watch")) {
                Watching watching = new Watching(meter, port);
                watching.run(plan.quick ? 1 : 3, plan.quick ? 1 : 7, plan.quick ? 5 : 20);
                report.watch(watching);
            }
        } finally {
            for (Peer peer : peers.values()) {
                peer.close();
            }
        }
        report.verdicts();
        return report.toString();
    }

    /** Warms up until the compiler is done, however slow the machine is; then measures. */
    private void get(Get what, String title, int warmCalls) throws Exception {
        Batch.Call call = peer -> peer.get(what);
        int least = plan.quick ? 1 : warmCalls;
        rounds(peers.keySet(), call, plan.warmUps, plan.batchNanos, least, false);
        Rounds rounds = rounds(peers.keySet(), call, plan.rounds, plan.batchNanos, 1, false);
        report.get(what, String.format(title, what.bodyBytes()), rounds);
    }

    private void upload() throws Exception {
        Path jar = Files.createTempFile(plan.target, "upload", ".jar").toAbsolutePath();
        try {
            fill(jar, plan.uploadBytes);
            Batch.Call call = peer -> peer.upload(jar);
            rounds(UPLOADERS, call, 2, 0, 1, true);
            Rounds rounds = rounds(UPLOADERS, call, plan.uploads, 0, 1, true);
            Map<Peer.Kind, String> smallHeap = new EnumMap<>(Peer.Kind.class);
            for (Peer.Kind kind : UPLOADERS) {
                smallHeap.put(kind, SmallHeap.upload(kind, port, jar));
            }
            String title = String.format("Upload of a jar, %,d bytes", plan.uploadBytes);
            report.upload(plan.uploadBytes, title, rounds, smallHeap);
        } finally {
            Files.deleteIfExists(jar);
        }
    }

    /** A hole but for its first bytes, so that it takes no disk and is read at memory's speed. */
    private static void fill(Path jar, long size) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(jar.toFile(), "rw")) {
            file.write(new byte[] {'P', 'K', 3, 4});
            file.setLength(size);
        }
    }

    private Rounds rounds(
            Set<Peer.Kind> kinds,
            Batch.Call call,
            int count,
            long batchNanos,
            int least,
            boolean heap)
            throws Exception {
        Rounds rounds = new Rounds();
        List<Peer.Kind> order = new ArrayList<>(kinds);
        for (int round = 0; round < count; round++) {
            for (Peer.Kind kind : order) {
                Peer peer = peers.get(kind);
                if (peer != null) {
                    rounds.add(kind, Batch.run(meter, peer, call, batchNanos, least, heap));
                }
            }
            Collections.rotate(order, 1);
        }
        return rounds;
    }
}
