package dev.flinkrest.cli;

import dev.flinkrest.jobs.JobEndpoints;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Set;

/**
 * Has what reads replies be loaded on another core, while this one reads the command line and makes
 * the client: it takes a quarter of a short run.
 */
final class HeadStart {
    private static final byte[] NO_JOBS = "{\"jobs\":[]}".getBytes(StandardCharsets.UTF_8);

    private static final Set<String> TALK = Set.of("-h", "--help", "-V", "--version");

    private HeadStart() {}

    /**
     * Begins, unless nothing will be read.
     *
     * @param words the words of the command line
     */
    static void begin(Set<String> words) {
        if (words.isEmpty() || !Collections.disjoint(words, TALK)) {
            return;
        }
        Thread thread = new Thread(HeadStart::read, "head start");
        thread.setDaemon(true);
        thread.start();
    }

    private static void read() {
        try (InputStream in = new ByteArrayInputStream(NO_JOBS)) {
            JobEndpoints.OVERVIEW.decode(in);
        } catch (IOException e) {
            // then it is loaded when it is needed
        }
    }
}
