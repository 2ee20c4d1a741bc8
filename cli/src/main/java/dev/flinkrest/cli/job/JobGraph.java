package dev.flinkrest.cli.job;

import dev.flinkrest.cli.Session;
import dev.flinkrest.cli.output.Output;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.jobs.JobDetails;
import dev.flinkrest.jobs.JobVertexSummary;
import dev.flinkrest.plan.JobPlan;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;

@Command(
        name = "graph",
        description = "Draws how a job's vertices hang together, from the sources on.")
final class JobGraph extends JobCommand {
    JobGraph(Archive archive) {
        super(archive);
    }

    @Override
    void run(Session session, JobId id) {
        JobDetails job = jobs(session).get(id);
        JobPlan plan = job.plan() == null ? jobs(session).getPlan(id) : job.plan();
        if (session.out().isStructured()) {
            session.out().value(plan, id.toString());
        } else {
            new Drawing(plan, job, session.out()).print();
        }
    }

    /** Draws a plan as a forest; what has several inputs stands below the first. */
    private static final class Drawing {
        private final JobPlan plan;
        private final JobDetails job;
        private final Output out;
        private final Set<VertexId> drawn = new HashSet<>();

        Drawing(JobPlan plan, JobDetails job, Output out) {
            this.plan = plan;
            this.job = job;
            this.out = out;
        }

        void print() {
            for (JobPlan.Node node : plan.nodes()) {
                if (node.inputs().isEmpty()) {
                    draw(node, "", "", "");
                }
            }
        }

        private void draw(JobPlan.Node node, String first, String rest, String ship) {
            boolean again = !drawn.add(node.id());
            out.text(first + ship + label(node) + (again ? "  (see above)" : ""));
            if (again) {
                return;
            }
            List<JobPlan.Node> next =
                    plan.nodes().stream().filter(other -> isInput(node, other)).toList();
            for (int i = 0; i < next.size(); i++) {
                boolean last = i == next.size() - 1;
                draw(
                        next.get(i),
                        rest + out.glyph(last ? "└─ " : "├─ ", last ? "`- " : "|- "),
                        rest + (last ? "   " : out.glyph("│  ", "|  ")),
                        ship(node, next.get(i)));
            }
        }

        private static boolean isInput(JobPlan.Node node, JobPlan.Node of) {
            return of.inputs().stream().anyMatch(input -> input.id().equals(node.id()));
        }

        private static String ship(JobPlan.Node from, JobPlan.Node to) {
            return to.inputs().stream()
                    .filter(input -> input.id().equals(from.id()))
                    .map(JobPlan.Input::shipStrategy)
                    .filter(Objects::nonNull)
                    .map(strategy -> strategy + ": ")
                    .findFirst()
                    .orElse("");
        }

        private String label(JobPlan.Node node) {
            Optional<JobVertexSummary> vertex =
                    job.vertices().stream().filter(v -> v.id().equals(node.id())).findFirst();
            String name =
                    vertex.map(JobVertexSummary::name)
                            .orElseGet(() -> String.valueOf(node.description()));
            return name
                    + " x"
                    + node.parallelism()
                    + vertex.map(summary -> "  " + summary.status()).orElse("");
        }
    }
}
