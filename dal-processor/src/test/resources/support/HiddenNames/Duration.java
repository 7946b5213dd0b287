package demo.hidden;

/** Hides another type of this name. */
final class Duration {
    private Duration() {}
}
