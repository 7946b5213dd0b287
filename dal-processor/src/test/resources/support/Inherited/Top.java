package demo.base;

/** Inherited twice. */
public interface Top {

    /**
     * Reached by two ways.
     *
     * @param text a text
     */
    void shared(String text);
}
