package dev.dal.samples.guide;

import dev.dal.annotations.ProcessingFunction;

/** A second interface of docs/guide/processors.md. */
@ProcessingFunction
public interface Notes {

    /** Writes a line. */
    void note(String text);
}
