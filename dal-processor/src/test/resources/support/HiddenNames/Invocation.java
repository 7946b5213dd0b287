package demo.hidden;

/** Hides another type of this name. */
public enum Invocation {
    /** The only one. */
    ONLY
}
