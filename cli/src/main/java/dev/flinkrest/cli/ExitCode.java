package dev.flinkrest.cli;

import java.util.Locale;

/** Says how a run ended. The numbers are part of what scripts rely on. */
public enum ExitCode {
    /** All went well. */
    OK(0, "done"),
    /** The server, the job or an operation failed. */
    FAILED(1, "the server, the job or an operation failed"),
    /** The command line, the configuration or an option's value is wrong; nothing was sent. */
    USAGE(2, "the command line, the configuration or a value is wrong"),
    /** There is no such job, jar, task manager or other thing. */
    NOT_FOUND(3, "there is no such job, jar, task manager or other thing"),
    /** What was asked for does not go with how things are, or a name fits several things. */
    CONFLICT(4, "it does not go with the state of things, or a name fits several of them"),
    /** The server cannot be reached, or cannot serve now. */
    UNREACHABLE(5, "the server cannot be reached, or cannot serve now"),
    /** The time was up. */
    TIMEOUT(6, "the time was up"),
    /** The server is too old, or what is needed is switched off there. */
    UNSUPPORTED(7, "the server is too old, or what is needed is switched off there"),
    /** Credentials are missing or wrong, or the user gave no consent. */
    AUTH(8, "credentials are missing or wrong"),
    /** Ended by Ctrl-C. */
    INTERRUPTED(130, "ended by Ctrl-C");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /**
     * Returns the number.
     *
     * @return from 0 to 255
     */
    public int code() {
        return code;
    }

    /**
     * Says in a line what it means.
     *
     * @return a phrase without full stop
     */
    public String meaning() {
        return meaning;
    }

    /** Returns the name that programs get. */
    String kind() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
