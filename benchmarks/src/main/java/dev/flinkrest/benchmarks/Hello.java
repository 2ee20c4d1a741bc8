package dev.flinkrest.benchmarks;

/** Is the least that a program on a JVM can be. */
public final class Hello {
    private Hello() {}

    /**
     * Says hello.
     *
     * @param args nothing
     */
    public static void main(String[] args) {
        System.out.println("hello");
    }
}
