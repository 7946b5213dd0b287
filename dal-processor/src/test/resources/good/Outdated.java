package demo;

import dev.dal.annotations.ProcessingFunction;

/** Deprecated itself, and with deprecated types, which generated code mentions without a warning. */
@Deprecated
@ProcessingFunction
interface Outdated {

    void paint(Color color) throws Broken;

    @Deprecated(forRemoval = true)
    void remove(long x);

    @Deprecated
    enum Color {
        RED
    }

    @Deprecated(forRemoval = true)
    class Broken extends Exception {
        private static final long serialVersionUID = 1;

        public Broken(String message) {
            super(message);
        }
    }
}
