package dev.dal.call;

import dev.dal.connection.ProcessingError;
import org.jspecify.annotations.Nullable;

/**
 * What all calls that begin with the same schema have in common at a processor. Immutable.
 *
 * @param layout the caller's schema
 * @param binding how it stands for the function here
 * @param problem why all such calls fail, or null
 * @param addressed whether they are meant for this very processor, so that nobody else can have answered them
 */
record CallKind(
        CallLayout layout,
        FunctionBinding binding,
        @Nullable ProcessingError problem,
        boolean addressed) {}
