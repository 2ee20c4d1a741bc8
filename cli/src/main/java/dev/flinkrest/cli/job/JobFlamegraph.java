package dev.flinkrest.cli.job;

import dev.flinkrest.cli.CommandFailedException;
import dev.flinkrest.cli.ExitCode;
import dev.flinkrest.cli.Session;
import dev.flinkrest.cli.output.Output;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.jobs.vertices.FlameGraph;
import dev.flinkrest.jobs.vertices.FlameGraphType;
import dev.flinkrest.jobs.vertices.JobVertex;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "flamegraph",
        description = {
            "Prints where the threads of a vertex spend their time, a stack a line, as flamegraph.pl and"
                    + " speedscope read it.",
            "The cluster must run with rest.flamegraph.enabled."
        })
final class JobFlamegraph extends JobCommand {
    private static final Duration PAUSE = Duration.ofMillis(500);

    @Parameters(index = "1", paramLabel = "VERTEX", description = "The vertex.")
    private String vertex = "";

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "Which threads count: ${COMPLETION-CANDIDATES}.")
    private FlameGraphType type = FlameGraphType.FULL;

    @Option(names = "--subtask", paramLabel = "INDEX", description = "Only this subtask (1.19).")
    private @Nullable Integer subtask;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "1m",
            description = "How long to wait until the server has sampled; ${DEFAULT-VALUE}.")
    private Duration timeout = Duration.ofMinutes(1);

    @Override
    void run(Session session, JobId id) throws InterruptedException {
        VertexId which = vertex(session.flink().jobs().get(id), vertex).id();
        JobVertex reads = session.flink().jobs().getVertex(id, which);
        long end = System.nanoTime() + timeout.toNanos();
        FlameGraph graph = ask(reads);
        while (graph.state() == FlameGraph.State.WAITING && System.nanoTime() < end) {
            session.flink().pause(PAUSE);
            graph = ask(reads);
        }
        FlameGraph.Node root = graph.data();
        if (root == null) {
            throw refused(graph.state());
        }
        if (session.out().isStructured()) {
            session.out().value(graph, "");
        } else {
            print(session.out(), root, "");
        }
    }

    private FlameGraph ask(JobVertex reads) {
        return subtask == null ? reads.flameGraph(type) : reads.flameGraph(type, subtask);
    }

    private static void print(Output out, FlameGraph.Node node, String above) {
        String stack = above.isEmpty() ? node.name() : above + ";" + node.name();
        int own = node.value();
        for (FlameGraph.Node child : node.children()) {
            own -= child.value();
            print(out, child, stack);
        }
        if (own > 0) {
            out.text(stack + " " + own);
        }
    }

    private static CommandFailedException refused(FlameGraph.State state) {
        return switch (state) {
            case DISABLED ->
                    new CommandFailedException(
                            ExitCode.UNSUPPORTED,
                            "the cluster makes no flame graphs; it would with rest.flamegraph.enabled:"
                                    + " true in its configuration");
            case TERMINATED ->
                    new CommandFailedException(
                            ExitCode.CONFLICT, "the vertex has ended, so nothing can be sampled");
            default ->
                    new CommandFailedException(
                            ExitCode.TIMEOUT,
                            "the server has not sampled in time; try again, or with a longer --timeout");
        };
    }
}
