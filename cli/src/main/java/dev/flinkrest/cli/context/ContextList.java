package dev.flinkrest.cli.context;

import dev.flinkrest.cli.CliCommand;
import dev.flinkrest.cli.Session;
import dev.flinkrest.cli.output.View;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

@Command(name = "list", description = "Lists the contexts; the one in use has a star.")
final class ContextList extends CliCommand {
    /** Is a context in the list. */
    record Listed(String name, boolean current, String target, String auth) {}

    private static final View<Listed> CONTEXTS =
            View.named(Listed::name)
                    .column("", one -> one.current() ? "*" : "")
                    .text("NAME", Listed::name)
                    .text("CLUSTER", Listed::target)
                    .column("AUTH", Listed::auth);

    @Override
    protected void run(Session session) {
        ContextFile.Content content = session.contexts().read();
        List<Listed> listed = new ArrayList<>();
        content.contexts()
                .forEach(
                        (name, context) ->
                                listed.add(
                                        new Listed(
                                                name,
                                                name.equals(content.current()),
                                                new Target(name, context, "").describe(),
                                                auth(context))));
        session.out()
                .list(
                        listed,
                        CONTEXTS,
                        "No contexts; make one: flinkctl context set NAME --url URL");
    }

    private static String auth(Context context) {
        if (context.bearerToken() != null) {
            return "token";
        }
        if (context.basicAuth() != null) {
            return "basic";
        }
        boolean certificate =
                context.tls() != null
                        && (context.tls().clientCertificate() != null
                                || context.tls().keyStore() != null);
        return certificate ? "certificate" : "none";
    }
}
