package dev.dal.store.core;

import dev.dal.store.ObjectLocation;
import org.jspecify.annotations.Nullable;

/**
 * The answer to Create.
 *
 * @param outcome {@link Outcome#OK}, {@link Outcome#OBJECT_EXISTS} or {@link Outcome#OUT_OF_MEMORY}
 * @param location where the new object lies; null unless the outcome is OK
 */
public record CreateResult(Outcome outcome, @Nullable ObjectLocation location) {

    static final CreateResult EXISTS = new CreateResult(Outcome.OBJECT_EXISTS, null);
    static final CreateResult OUT_OF_MEMORY = new CreateResult(Outcome.OUT_OF_MEMORY, null);
}
