package dev.flinkrest.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes the numbers as Markdown, and beside each aim whether it is met. */
final class Report {
    static final double AIM_SMALL_CPU = 1.7;
    static final double AIM_SMALL_BYTES = 8 * 1024;
    static final double AIM_OVERVIEW_RATE = 300;
    static final double AIM_UPLOAD_RATE = 0.8;
    static final double AIM_UPLOAD_HEAP = 16;

    static final double AIM_WATCH_CPU = 1.5;

    /** Where an interval begins and ends leaves some play. */
    static final double AIM_WATCH_REQUESTS = 1.1;

    static final double AIM_HELP = 4;
    static final double AIM_LIST = 0.25;

    private static final double MEGA = 1e6;

    private final StringBuilder out = new StringBuilder();
    private final List<String> verdicts = new ArrayList<>();

    void line(String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    /** Describes reads of one kind. */
    void get(Get what, String title, Rounds rounds) {
        line("%n### %s%n", title);
        line(
                "| peer | CPU µs a call (quartiles) | × floor | bytes a call | wall µs, median | MB/s |");
        line("|---|--:|--:|--:|--:|--:|");
        for (Peer.Kind peer : Peer.Kind.values()) {
            boolean ours = peer == Peer.Kind.THIS;
            double ratio = rounds.toFloor(peer, Batch::cpuMicros);
            double bytes = rounds.median(peer, Batch::bytesPerCall);
            double rate = what.bodyBytes() * rounds.median(peer, Batch::callsPerSecond) / MEGA;
            String ratioAim = "";
            String bytesAim = "";
            String rateAim = "";
            if (ours && what == Get.SMALL) {
                ratioAim = atMost("small GET, CPU × floor", ratio, AIM_SMALL_CPU, "%.2f");
                bytesAim = atMost("small GET, bytes", bytes, AIM_SMALL_BYTES, "%,.0f");
            } else if (ours && what == Get.OVERVIEW) {
                rateAim = atLeast("4 MB overview, MB/s", rate, AIM_OVERVIEW_RATE, "%.0f");
            }
            line(
                    "| %s | %,.1f (%,.1f–%,.1f) | %.2f%s | %,.0f%s | %,.1f | %,.0f%s |",
                    peer.title(),
                    rounds.median(peer, Batch::cpuMicros),
                    rounds.quantile(peer, Batch::cpuMicros, 0.25),
                    rounds.quantile(peer, Batch::cpuMicros, 0.75),
                    ratio,
                    ratioAim,
                    bytes,
                    bytesAim,
                    rounds.median(peer, Batch::medianMicros),
                    rate,
                    rateAim);
        }
    }

    /** Describes uploads. */
    void upload(long size, String title, Rounds rounds, Map<Peer.Kind, String> smallHeap) {
        line("%n### %s%n", title);
        line(
                "| peer | MB/s (quartiles) | × floor | CPU ms | × floor | allocated MB | heap over idle, MB | in a 32 MB heap |");
        line("|---|--:|--:|--:|--:|--:|--:|--:|");
        for (Peer.Kind peer : smallHeap.keySet()) {
            boolean ours = peer == Peer.Kind.THIS;
            double ratio = rounds.toFloor(peer, Batch::callsPerSecond);
            double heap = rounds.max(peer, Batch::heapBytes) / MEGA;
            line(
                    "| %s | %,.0f (%,.0f–%,.0f) | %.2f%s | %,.0f | %.2f | %,.2f | %.2f%s | %s |",
                    peer.title(),
                    size * rounds.median(peer, Batch::callsPerSecond) / MEGA,
                    size * rounds.quantile(peer, Batch::callsPerSecond, 0.25) / MEGA,
                    size * rounds.quantile(peer, Batch::callsPerSecond, 0.75) / MEGA,
                    ratio,
                    ours
                            ? atLeast("upload, throughput × floor", ratio, AIM_UPLOAD_RATE, "%.2f")
                            : "",
                    rounds.median(peer, Batch::cpuMicros) / 1e3,
                    rounds.toFloor(peer, Batch::cpuMicros),
                    rounds.median(peer, Batch::bytesPerCall) / MEGA,
                    heap,
                    ours ? atMost("upload, heap in MB", heap, AIM_UPLOAD_HEAP, "%.2f") : "",
                    smallHeap.get(peer));
        }
    }

    /** Describes watching jobs. */
    void watch(Watching watching) {
        line(
                "%n### Watching 10,000 jobs for %d subscribers, an interval of it%n",
                Watching.SUBSCRIBERS);
        line(
                "| way | CPU ms | × floor | allocated MB | heap held, MB | × floor | requests | events |");
        line("|---|--:|--:|--:|--:|--:|--:|--:|");
        for (Watching.Way way : Watching.Way.values()) {
            double cpu = watching.median(way, Watching.Cost::cpuMicros);
            double ratio = cpu / watching.median(Watching.Way.FLOOR, Watching.Cost::cpuMicros);
            double requests = watching.median(way, Watching.Cost::requests);
            boolean quiet = way == Watching.Way.QUIET;
            line(
                    "| %s | %,.1f | %.2f%s | %,.1f | %,.1f | %.2f | %.2f%s | %,.0f |",
                    way.title(),
                    cpu / 1e3,
                    ratio,
                    quiet ? atMost("watch, CPU × floor", ratio, AIM_WATCH_CPU, "%.2f") : "",
                    watching.median(way, Watching.Cost::bytes) / MEGA,
                    watching.heapBytes(way) / MEGA,
                    watching.heapBytes(way) / watching.heapBytes(Watching.Way.FLOOR),
                    requests,
                    quiet ? atMost("watch, requests", requests, AIM_WATCH_REQUESTS, "%.2f") : "",
                    watching.median(way, Watching.Cost::events));
        }
    }

    /** Describes short runs. */
    void start(Start start) {
        double hello = start.median(Start.Program.HELLO);
        double flink = start.median(Start.Program.FLINK_LIST);
        line("%n### From nothing to the end of the process%n");
        line("| run | ms (quartiles) | × hello | × Flink's |");
        line("|---|--:|--:|--:|");
        for (Start.Program program : Start.Program.values()) {
            double median = start.median(program);
            boolean help = program == Start.Program.HELP;
            boolean list = program == Start.Program.LIST;
            line(
                    "| %s | %,.0f (%,.0f–%,.0f) | %.2f%s | %.2f%s |",
                    program.title(),
                    median,
                    start.quantile(program, 0.25),
                    start.quantile(program, 0.75),
                    median / hello,
                    help
                            ? atMost("flinkctl --help, × hello", median / hello, AIM_HELP, "%.2f")
                            : "",
                    median / flink,
                    list
                            ? atMost(
                                    "flinkctl job list, × Flink's",
                                    median / flink,
                                    AIM_LIST,
                                    "%.2f")
                            : "");
        }
    }

    private String atMost(String what, double value, double aim, String format) {
        return verdict(what, value, "≤", aim, value <= aim, format);
    }

    private String atLeast(String what, double value, double aim, String format) {
        return verdict(what, value, "≥", aim, value >= aim, format);
    }

    private String verdict(
            String what, double value, String sign, double aim, boolean met, String format) {
        String bound = String.format(Locale.ROOT, aim == Math.rint(aim) ? "%,.0f" : "%s", aim);
        String verdict = "aim " + sign + " " + bound + ": " + (met ? "met" : "**missed**");
        verdicts.add(String.format(Locale.ROOT, "* %s: %s, " + format, what, verdict, value));
        return " (" + verdict + ")";
    }

    void verdicts() {
        if (!verdicts.isEmpty()) {
            line("%n### Aims%n");
            verdicts.forEach(verdict -> out.append(verdict).append('\n'));
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
