package demo.hidden;

/** Hides another type of this name. */
final class Objects {
    private Objects() {}
}
