package dev.flinkrest.jars;

/**
 * Says how the program in a jar is called to show its plan. Immutable and safe for use by many
 * threads.
 */
public final class PlanOptions {
    private static final PlanOptions NONE = builder().build();

    private final ProgramOptions program;

    private PlanOptions(ProgramOptions program) {
        this.program = program;
    }

    /**
     * Leaves everything to the jar and the server.
     *
     * @return options that say nothing
     */
    public static PlanOptions none() {
        return NONE;
    }

    /**
     * Begins to set options.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    ProgramOptions program() {
        return program;
    }

    @Override
    public String toString() {
        return program.toString();
    }

    /** Sets options. Not safe for use by many threads. */
    public static final class Builder extends ProgramBuilder<Builder> {

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * Ends setting options.
         *
         * @return the options
         */
        public PlanOptions build() {
            return new PlanOptions(program());
        }
    }
}
