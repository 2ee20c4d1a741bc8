package dev.flinkrest.cli;

import dev.flinkrest.cli.completion.CompleteCommand;
import dev.flinkrest.cli.completion.CompletionCommand;
import dev.flinkrest.cli.sql.SqlCommand;
import dev.flinkrest.cli.top.TopCommand;

/**
 * Lists the commands that need no noun. Like those of a {@link Noun}, they are made when called.
 */
enum Single {
    RUN("run", "Upload a jar, start its program, and follow the job"),
    TOP("top", "Watch the cluster, its jobs and their vertices, live"),
    SQL("sql", "Run SQL on a SQL Gateway, as a script or at a prompt"),
    VERSION("version", "Tell the versions of this program and of the cluster"),
    DOCTOR("doctor", "Check whether the cluster can be reached, and what it can do"),
    API("api", "Send a request of your own"),
    COMPLETION("completion", "Print the script that has a shell complete commands"),
    COMPLETE("__complete", "Complete a command line, for those scripts");

    private final String word;
    private final String summary;

    Single(String word, String summary) {
        this.word = word;
        this.summary = summary;
    }

    String word() {
        return word;
    }

    String summary() {
        return summary;
    }

    /** Makes the command. */
    Object command() {
        return switch (this) {
            case RUN -> new RunCommand();
            case TOP -> new TopCommand();
            case SQL -> new SqlCommand();
            case VERSION -> new VersionCommand();
            case DOCTOR -> new DoctorCommand();
            case API -> new ApiCommand();
            case COMPLETION -> new CompletionCommand();
            case COMPLETE -> new CompleteCommand(CommandTree::complete);
        };
    }
}
