package dev.flinkrest.jobs.diagnosis;

/**
 * Names something that the server did not tell, so that nothing can be said of it. Immutable and
 * safe for use by many threads.
 *
 * @param what what was asked for, for example {@code the checkpoints}
 * @param reason why there is no answer, in one sentence
 */
public record Unanswered(String what, String reason) {}
