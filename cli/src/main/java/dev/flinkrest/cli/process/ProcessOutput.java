package dev.flinkrest.cli.process;

import dev.flinkrest.cli.output.Output;
import dev.flinkrest.cli.output.View;
import dev.flinkrest.diagnostics.ConfigurationEntry;
import dev.flinkrest.diagnostics.EnvironmentInfo;
import dev.flinkrest.diagnostics.ThreadDump;
import dev.flinkrest.diagnostics.ThreadInfo;
import java.util.Comparator;
import java.util.List;

/** Prints what job and task managers tell in the same form. */
final class ProcessOutput {
    static final View<ConfigurationEntry> CONFIGURATION =
            View.named(ConfigurationEntry::key)
                    .column("KEY", ConfigurationEntry::key)
                    .text("VALUE", ConfigurationEntry::value);

    private ProcessOutput() {}

    static void print(Output out, ThreadDump dump) {
        if (out.isStructured()) {
            out.value(dump, "");
            return;
        }
        for (ThreadInfo thread : dump.threadInfos()) {
            if (out.isNames()) {
                out.text(thread.threadName());
                continue;
            }
            thread.stringifiedThreadInfo().lines().forEach(out::text);
        }
    }

    static void print(Output out, List<ConfigurationEntry> configuration) {
        List<ConfigurationEntry> sorted =
                configuration.stream()
                        .sorted(Comparator.comparing(ConfigurationEntry::key))
                        .toList();
        out.list(configuration, sorted, CONFIGURATION, "Nothing is configured.");
    }

    static void print(Output out, EnvironmentInfo environment) {
        if (out.isStructured()) {
            out.value(environment, "");
            return;
        }
        if (out.isNames()) {
            environment.classpath().forEach(out::text);
            return;
        }
        out.text("JVM:  " + environment.jvm().version() + ", " + environment.jvm().arch());
        out.text("");
        out.text("Options");
        environment.jvm().options().forEach(option -> out.text("  " + option));
        out.text("");
        out.text("Class path");
        environment.classpath().forEach(entry -> out.text("  " + entry));
    }
}
