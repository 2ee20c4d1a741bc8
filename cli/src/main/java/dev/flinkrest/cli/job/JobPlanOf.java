package dev.flinkrest.cli.job;

import dev.flinkrest.cli.PlanView;
import dev.flinkrest.cli.Session;
import dev.flinkrest.id.JobId;
import dev.flinkrest.plan.JobPlan;
import picocli.CommandLine.Command;

@Command(name = "plan", description = "Lists the nodes of a job's plan, with their inputs.")
final class JobPlanOf extends JobCommand {
    JobPlanOf(Archive archive) {
        super(archive);
    }

    @Override
    void run(Session session, JobId id) {
        JobPlan plan = jobs(session).getPlan(id);
        session.out().list(plan, plan.nodes(), PlanView.NODES, "No plan yet.");
    }
}
