package dev.flinkrest.cli.jar;

import dev.flinkrest.cli.CliCommand;
import dev.flinkrest.cli.PlanView;
import dev.flinkrest.cli.Session;
import dev.flinkrest.jars.Jars;
import dev.flinkrest.jars.PlanOptions;
import dev.flinkrest.plan.JobPlan;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "plan",
        description = "Shows the plan of an uploaded jar's program, without starting it.")
final class JarPlanning extends CliCommand {
    @Parameters(
            index = "0",
            paramLabel = "JAR",
            description = "The jar: its id, the beginning of it, or its name.")
    private String jar = "";

    @Parameters(index = "1..*", paramLabel = "ARG", description = "The program's arguments.")
    private List<String> arguments = List.of();

    @Mixin private ProgramMixin program;

    @Override
    protected void run(Session session) {
        Jars jars = session.flink().jars();
        JobPlan plan =
                jars.getPlan(
                        JarNames.find(jars, jar),
                        program.configure(PlanOptions.builder(), arguments).build());
        session.out().list(plan, plan.nodes(), PlanView.NODES, "An empty plan.");
    }
}
