package dev.flinkrest.support;

/**
 * The passwords, tokens and cookies that tests use: all of them, so that what a suite has printed
 * can be searched for them.
 */
public final class Secrets {
    /**
     * What each of them holds, and nothing else does. A test with secrets of its own holds it too.
     */
    public static final String MARK = "not-to-be-printed";

    public static final String PASSWORD = MARK + "-password";
    public static final String OTHER_PASSWORD = MARK + "-other-password";
    public static final String PROXY_PASSWORD = MARK + "-proxy-password";
    public static final String KEY_PASSWORD = MARK + "-key-password";
    public static final String TOKEN = MARK + "-token";
    public static final String OTHER_TOKEN = MARK + "-other-token";
    public static final String COOKIE = "session=" + MARK + "-cookie";

    /** What each suite prints to show that it would be found, and by itself is no finding. */
    public static final String ON_PURPOSE = MARK + ", on purpose";

    private Secrets() {}
}
