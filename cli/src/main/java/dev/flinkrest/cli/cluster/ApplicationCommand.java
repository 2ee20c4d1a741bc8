package dev.flinkrest.cli.cluster;

import dev.flinkrest.applications.ApplicationOverview;
import dev.flinkrest.applications.Applications;
import dev.flinkrest.cli.Choice;
import dev.flinkrest.cli.CliCommand;
import dev.flinkrest.cli.Session;
import dev.flinkrest.id.ApplicationId;
import java.util.regex.Pattern;
import picocli.CommandLine.Parameters;

/** Is a command about one application. */
abstract class ApplicationCommand extends CliCommand {
    private static final Pattern WHOLE_ID = Pattern.compile("[0-9a-fA-F]{32}");

    @Parameters(
            paramLabel = "APPLICATION",
            description = "The application: its id, the beginning of it, or its name.")
    private String word = "";

    @Override
    protected final void run(Session session) {
        Applications all = session.flink().applications();
        run(session, all, find(all));
    }

    private ApplicationId find(Applications all) {
        if (WHOLE_ID.matcher(word).matches()) {
            return ApplicationId.of(word);
        }
        return new Choice<>(
                        "application",
                        all.overview(),
                        (ApplicationOverview one) -> one.id().toString())
                .named(ApplicationOverview::name)
                .preferring(one -> one.endTime() < 0)
                .find(word)
                .id();
    }

    /** Does what the command is for. */
    abstract void run(Session session, Applications all, ApplicationId id);
}
