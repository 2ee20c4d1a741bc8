package dev.flinkrest.jobs;

import dev.flinkrest.rest.Endpoint;
import dev.flinkrest.support.Recorded;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Decodes replies that real servers gave of jobs with which something was wrong. */
final class Replies {
    private Replies() {}

    static String text(String name) {
        return Recorded.reply("diagnosis/" + name + ".json");
    }

    static <R> R read(Endpoint<R> row, String name) {
        return decode(row, text(name));
    }

    static <R> R decode(Endpoint<R> row, String json) {
        try {
            return row.decode(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The details of a job of that name, changed. */
    static JobDetails job(String name, String... replacements) {
        String json = text(name + "-job");
        for (int i = 0; i < replacements.length; i += 2) {
            if (!json.contains(replacements[i])) {
                throw new IllegalArgumentException(replacements[i] + " is not in " + json);
            }
            json = json.replace(replacements[i], replacements[i + 1]);
        }
        return decode(JobEndpoints.DETAILS, json);
    }
}
