package dev.flinkrest.compatibility;

/**
 * The secrets that this module's tests use. They hold the mark of the library's own ({@code
 * dev.flinkrest.support.Secrets}), by which the build searches for them what was printed.
 */
final class Secrets {
    private static final String MARK = "not-to-be-printed";

    static final String PASSWORD = MARK + "-password";
    static final String TOKEN = MARK + "-token";

    /** What is printed to show that it would be found. */
    static final String ON_PURPOSE = MARK + ", on purpose";

    private Secrets() {}
}
