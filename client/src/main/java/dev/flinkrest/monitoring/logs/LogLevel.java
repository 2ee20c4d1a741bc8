package dev.flinkrest.monitoring.logs;

/** Says how grave an entry is, in Log4j's words; the least first. */
public enum LogLevel {
    /** Every step. */
    TRACE,
    /** What helps to find a mistake. */
    DEBUG,
    /** What happens. */
    INFO,
    /** What may become trouble; {@code WARNING} of other libraries too. */
    WARN,
    /** What failed; {@code SEVERE} of other libraries too. */
    ERROR,
    /** What ended the process. */
    FATAL
}
