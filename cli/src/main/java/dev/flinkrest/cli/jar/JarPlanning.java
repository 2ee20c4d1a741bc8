package dev.flinkrest.cli.jar;

import dev.flinkrest.cli.CliCommand;
import dev.flinkrest.cli.PlanView;
import dev.flinkrest.cli.Session;
import dev.flinkrest.jars.Jars;
import dev.flinkrest.jars.PlanOptions;
import dev.flinkrest.plan.JobPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "plan",
        description = "Shows the plan of an uploaded jar's program, without starting it.")
final class JarPlanning extends CliCommand {
    @Mixin private UploadedProgramMixin uploaded;
    @Mixin private ProgramMixin program;

    @Override
    protected void run(Session session) {
        Jars jars = session.flink().jars();
        JobPlan plan =
                jars.getPlan(
                        uploaded.find(jars),
                        program.configure(PlanOptions.builder(), uploaded.arguments()).build());
        session.out().list(plan, plan.nodes(), PlanView.NODES, "An empty plan.");
    }
}
