package dev.flinkrest.cli.job;

import dev.flinkrest.cli.CommandFailedException;
import dev.flinkrest.cli.ExitCode;
import dev.flinkrest.cli.Session;
import dev.flinkrest.cli.TimeoutMixin;
import dev.flinkrest.cli.output.View;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.jobs.JobDetails;
import dev.flinkrest.jobs.JobResourceRequirements;
import dev.flinkrest.jobs.JobVertexSummary;
import dev.flinkrest.jobs.Jobs;
import dev.flinkrest.jobs.VertexResourceRequirements;
import dev.flinkrest.rest.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "rescale",
        description = {
            "Changes the parallelism of a running job, of all its vertices or of some; without options, shows"
                    + " between which bounds it may be.",
            "Flink 1.18 and later, under the adaptive scheduler; elsewhere, 'job upgrade --parallelism' does it."
        })
final class JobRescale extends JobCommand {
    @Option(
            names = {"-p", "--parallelism"},
            paramLabel = "NUMBER",
            description = "Of all vertices.")
    private @Nullable Integer parallelism;

    @Option(
            names = "--vertex",
            paramLabel = "VERTEX=[LEAST:]MOST",
            description = "Bounds of one vertex; the others stay as they are.")
    private Map<String, String> vertices = new LinkedHashMap<>();

    @Option(names = "--no-wait", description = "Do not wait until all vertices run with -p.")
    private boolean noWait;

    @Mixin private TimeoutMixin limit;

    private record Bound(VertexId vertex, String name, int lowerBound, int upperBound) {}

    private static final View<Bound> BOUNDS =
            View.<Bound>named(bound -> bound.vertex().toString())
                    .id("VERTEX", Bound::vertex)
                    .text("NAME", Bound::name)
                    .number("LEAST", Bound::lowerBound)
                    .number("MOST", Bound::upperBound);

    @Override
    void run(Session session, JobId id) {
        Jobs jobs = session.flink().jobs();
        if (parallelism != null && !vertices.isEmpty()) {
            throw new CommandFailedException(
                    ExitCode.USAGE, "--parallelism and --vertex are both there; give one of them");
        }
        if (parallelism != null) {
            Operation<Void> rescaling = jobs.rescale(id, parallelism);
            if (!noWait) {
                session.onInterrupt(
                        "The rescaling goes on. To look at it: "
                                + session.again()
                                + " job vertices "
                                + id);
                session.await(rescaling, "rescaling of job " + id, null, limit.timeout());
            }
        } else if (!vertices.isEmpty()) {
            jobs.updateResourceRequirements(id, changed(jobs, id));
        }
        show(session, jobs, id);
    }

    private JobResourceRequirements changed(Jobs jobs, JobId id) {
        JobDetails job = jobs.get(id);
        Map<VertexId, VertexResourceRequirements> all =
                new LinkedHashMap<>(jobs.getResourceRequirements(id).vertices());
        vertices.forEach((word, bounds) -> all.put(vertex(job, word).id(), bounds(bounds)));
        return new JobResourceRequirements(all);
    }

    private static VertexResourceRequirements bounds(String text) {
        int colon = text.indexOf(':');
        try {
            int least = colon < 0 ? 1 : Integer.parseInt(text.substring(0, colon));
            return VertexResourceRequirements.parallelism(
                    least, Integer.parseInt(text.substring(colon + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' are no bounds; expected for example 4 or 2:8", e);
        }
    }

    private void show(Session session, Jobs jobs, JobId id) {
        JobResourceRequirements requirements = jobs.getResourceRequirements(id);
        List<Bound> bounds = new ArrayList<>();
        for (JobVertexSummary vertex : jobs.get(id).vertices()) {
            VertexResourceRequirements own = requirements.vertices().get(vertex.id());
            if (own != null) {
                bounds.add(
                        new Bound(
                                vertex.id(),
                                vertex.name(),
                                own.parallelism().lowerBound(),
                                own.parallelism().upperBound()));
            }
        }
        session.out().list(requirements, bounds, BOUNDS, "No bounds.");
    }
}
