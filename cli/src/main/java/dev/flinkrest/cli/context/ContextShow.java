package dev.flinkrest.cli.context;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flinkrest.cli.CliCommand;
import dev.flinkrest.cli.Session;
import dev.flinkrest.cli.output.Sheet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description =
                "Shows what is known of a context, or of the cluster that would be asked; no secrets.")
final class ContextShow extends CliCommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "The context; without it, the one in use.")
    private @Nullable String name;

    /** Is a context, for programs; plain secrets are hidden. */
    record Shown(@Nullable String name, String origin, JsonNode context) {}

    @Override
    protected void run(Session session) {
        Target target = name == null ? session.target() : session.target(name);
        JsonNode shown = Shade.hide(target.context());
        session.out()
                .one(
                        new Shown(target.name(), target.origin(), shown),
                        String.valueOf(target.name()),
                        one -> sheet(target, one));
    }

    private static Sheet sheet(Target target, Shown shown) {
        Sheet sheet =
                new Sheet()
                        .line("Name", target.name())
                        .line("From", target.origin())
                        .line("Cluster", target.describe());
        shown.context().properties().stream()
                .filter(field -> !field.getKey().equals("urls"))
                .forEach(field -> lines(sheet, field.getKey(), field.getValue()));
        return sheet;
    }

    private static void lines(Sheet sheet, String label, JsonNode value) {
        if (value.isObject()) {
            value.properties()
                    .forEach(field -> lines(sheet, label + "." + field.getKey(), field.getValue()));
        } else {
            sheet.line(label, value.asText());
        }
    }
}
