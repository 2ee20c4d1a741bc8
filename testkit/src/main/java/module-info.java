/** What tests of programs that talk to Flink need. */
module dev.flinkrest.testkit {
    requires static transitive org.jspecify;

    exports dev.flinkrest.testkit;
}
