package compiled;

/** Compiled without -parameters. */
public interface Base {

    /** A function. */
    void f(long x, long y);

    /** Another, which is not reported again. */
    void g(long x);
}
