package dev.flinkrest.embedded;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Knows the Flink versions that this module is tested with. Immutable, so safe for use by several
 * threads.
 */
final class FlinkVersions {

    private static final Pattern VERSION = Pattern.compile("(\\d+\\.\\d+)(\\.\\d+)?");

    private static final List<String> TESTED =
            List.of(
                    "1.13.6", "1.14.6", "1.15.4", "1.16.3", "1.17.2", "1.18.1", "1.19.3", "1.20.3",
                    "2.0.1", "2.1.1", "2.2.1", "2.3.0");

    /** Not the same patches: of some, Maven's repositories lack the gateway. */
    private static final List<String> TESTED_SQL_GATEWAYS =
            List.of(
                    "1.16.1", "1.17.2", "1.18.1", "1.19.1", "1.20.3", "2.0.0", "2.1.1", "2.2.1",
                    "2.3.0");

    private static final Map<String, String> BY_MINOR = byMinor();

    private FlinkVersions() {}

    /** Returns the tested versions, oldest first. */
    static List<String> tested() {
        return TESTED;
    }

    /** Returns the versions whose SQL Gateways are tested, oldest first. */
    static List<String> testedSqlGateways() {
        return TESTED_SQL_GATEWAYS;
    }

    /** Returns the newest tested version. */
    static String newest() {
        return TESTED.get(TESTED.size() - 1);
    }

    /**
     * Returns the full version that a minor such as {@code 1.20} or a full version stands for. A
     * patch release that was not tested, of a minor that was, is taken as it is.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static String resolve(String version) {
        Matcher matcher = VERSION.matcher(version);
        String tested = matcher.matches() ? BY_MINOR.get(matcher.group(1)) : null;
        if (tested == null) {
            throw new IllegalArgumentException(
                    "Unknown Flink version \""
                            + version
                            + "\": give a minor, one of "
                            + BY_MINOR.keySet()
                            + ", or a full version of one, such as "
                            + newest());
        }
        return matcher.group(2) == null ? tested : version;
    }

    /** Returns the minor, such as {@code 1.20}, of a full version. */
    static String minor(String version) {
        return version.substring(0, version.lastIndexOf('.'));
    }

    /**
     * Returns whether a version is as new as a minor, or newer.
     *
     * @param version a full version of a known minor
     * @param minor a known minor, such as {@code 1.17}
     */
    static boolean isAtLeast(String version, String minor) {
        List<String> minors = List.copyOf(BY_MINOR.keySet());
        return minors.indexOf(minor(version)) >= minors.indexOf(minor);
    }

    private static Map<String, String> byMinor() {
        Map<String, String> byMinor = new LinkedHashMap<>();
        for (String version : TESTED) {
            byMinor.put(minor(version), version);
        }
        return Collections.unmodifiableMap(byMinor);
    }
}
