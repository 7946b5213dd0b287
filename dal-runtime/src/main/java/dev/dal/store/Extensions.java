package dev.dal.store;

/** Whether this library's extensions of the protocol are used (docs/protocol.md). */
public final class Extensions {

    /** The system property that switches them off, with the value {@code off}; for tests and for comparison. */
    public static final String PROPERTY = "dal.extensions";

    /** The system property that switches rings off alone, with the value {@code off}; likewise. */
    public static final String RINGS_PROPERTY = "dal.rings";

    private Extensions() {}

    /**
     * Whether extensions are offered to stores and granted to clients.
     *
     * @return true unless the property {@value #PROPERTY} says {@code off}
     */
    public static boolean areOn() {
        return !"off".equals(System.getProperty(PROPERTY));
    }

    /**
     * Whether rings (docs/protocol.md section 8.3) are offered to stores and granted to clients.
     *
     * @return true if extensions are, unless the property {@value #RINGS_PROPERTY} says {@code off}
     */
    public static boolean haveRings() {
        return areOn() && !"off".equals(System.getProperty(RINGS_PROPERTY));
    }
}
