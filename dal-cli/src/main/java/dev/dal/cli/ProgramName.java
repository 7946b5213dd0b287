package dev.dal.cli;

/** What the program calls itself in front of its errors. */
final class ProgramName {

    private static final String PROPERTY = "dal.program";

    private ProgramName() {}

    /** The name of the store: as the script that stands in for {@code plasma_store} was called, if one was. */
    static String ofStore() {
        return System.getProperty(PROPERTY, "dal store");
    }
}
