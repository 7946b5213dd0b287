package demo;

import dev.dal.annotations.ProcessingFunction;

/** Its classes are named like their superclasses. */
@ProcessingFunction
interface Generated {

    void caller(String processor);
}
