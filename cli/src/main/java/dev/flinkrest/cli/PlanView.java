package dev.flinkrest.cli;

import dev.flinkrest.cli.output.View;
import dev.flinkrest.plan.JobPlan;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the plan of a program looks. */
public final class PlanView {
    /** The nodes of a plan, with their inputs. */
    public static final View<JobPlan.Node> NODES =
            View.<JobPlan.Node>named(node -> node.id().toString())
                    .id("ID", JobPlan.Node::id)
                    .text("DESCRIPTION", PlanView::description)
                    .number("PARALLELISM", JobPlan.Node::parallelism)
                    .text(
                            "INPUTS",
                            node ->
                                    node.inputs().isEmpty()
                                            ? null
                                            : node.inputs().stream()
                                                    .map(PlanView::input)
                                                    .collect(Collectors.joining(", ")));

    private PlanView() {}

    /** Returns what a node does; Flink writes it for a page of HTML. */
    private static @Nullable String description(JobPlan.Node node) {
        return node.description() == null
                ? null
                : node.description()
                        .replace("<br/>", " ")
                        .replace("&gt;", ">")
                        .replace("&lt;", "<")
                        .replace("&amp;", "&")
                        .strip();
    }

    private static String input(JobPlan.Input input) {
        String strategy = input.shipStrategy() == null ? "" : input.shipStrategy() + " ";
        return strategy + input.id().toString().substring(0, 8);
    }
}
