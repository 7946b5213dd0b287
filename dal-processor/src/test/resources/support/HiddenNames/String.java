package demo.hidden;

/** Hides another type of this name. */
public enum String {
    /** The only one. */
    ONLY
}
