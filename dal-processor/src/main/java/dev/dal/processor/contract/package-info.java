/**
 * The contract of an interface: what callers that were built from it rely on, as a JSON document (docs/contract.md) that
 * is written with each compilation, read as a baseline by later ones, and compared.
 *
 * <p>The comparison says the same as the runtime library's {@code SchemaCompatibility}, on which the processor does not
 * depend; a test feeds both. Nothing here knows elements or writes files.
 */
@NullMarked
package dev.dal.processor.contract;

import org.jspecify.annotations.NullMarked;
