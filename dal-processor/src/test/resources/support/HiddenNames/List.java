package demo.hidden;

/** Hides another type of this name. */
public enum List {
    /** The only one. */
    ONLY
}
