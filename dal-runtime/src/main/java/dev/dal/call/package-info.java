/**
 * Calls: their schemas, the callers that write them and the processors that answer them.
 *
 * <p>Generated code extends {@link dev.dal.call.GeneratedCaller}, {@link dev.dal.call.CallResult} and
 * {@link dev.dal.call.GeneratedProcessor} and implements {@link dev.dal.call.Service}; {@link dev.dal.call.Caller} and
 * {@link dev.dal.call.Processor} do the work. The formats are those of dal-format.md sections 2, 3 and 6. Everything
 * goes through a {@link dev.dal.connection.Connection}; the server of a store is never seen from here.
 */
@NullMarked
package dev.dal.call;

import org.jspecify.annotations.NullMarked;
