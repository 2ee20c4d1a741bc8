package dev.flinkrest.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Finds the tests' secrets in what was printed. */
public final class PrintedSecrets {
    private static final Map<String, String> FORMS = forms();

    private PrintedSecrets() {}

    /**
     * Lists where below a directory a secret stands, as file, line and form, without the secret.
     */
    public static List<String> below(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(directory)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            search(file, found);
        }
        return found;
    }

    /** Tells whether a suite has printed what it was to print on purpose. */
    public static boolean hasSeen(Path report) throws IOException {
        return Files.readString(report, StandardCharsets.ISO_8859_1).contains(Secrets.ON_PURPOSE);
    }

    private static void search(Path file, List<String> found) throws IOException {
        // read so that no byte is an error; the secrets are ASCII
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                String rest = line.replace(Secrets.ON_PURPOSE, "");
                for (Map.Entry<String, String> form : FORMS.entrySet()) {
                    if (rest.contains(form.getKey())) {
                        found.add(file + ":" + number + ": a secret " + form.getValue());
                    }
                }
            }
        }
    }

    private static Map<String, String> forms() {
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put(Secrets.MARK, "as it is");
        for (int before = 0; before < 3; before++) {
            forms.put(base64(before), "in Base64");
        }
        return forms;
    }

    /**
     * Returns what stands in Base64 for the mark, and for nothing that is beside it.
     *
     * @param before how many bytes come before it, modulo 3, such as a user's name
     */
    private static String base64(int before) {
        byte[] bytes = ("x".repeat(before) + Secrets.MARK).getBytes(StandardCharsets.US_ASCII);
        String encoded = Base64.getEncoder().encodeToString(bytes);
        return encoded.substring((8 * before + 5) / 6, 8 * bytes.length / 6);
    }
}
