package demo;

import dev.dal.annotations.ProcessingFunction;

/** Mentions a deprecated type. */
@ProcessingFunction
@SuppressWarnings("deprecation")
interface UsesOutdated {

    void paint(Color color);

    @Deprecated
    enum Color {
        RED
    }
}
