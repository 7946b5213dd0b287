package dev.dal.call;

import dev.dal.store.ObjectId;
import java.time.Instant;
import java.util.Optional;

/** What a function may ask about its own call. A parameter of this type is not in the schema. Thread-safe. */
public interface CallContext {

    /**
     * Whether nobody wants the outputs any more. A function may then give up with any exception.
     *
     * @return true once the caller has cancelled the call, and the others of its call object if it shares one
     */
    boolean isCancelled();

    /**
     * Until when the call is to be done.
     *
     * @return the deadline, if the caller gave one
     */
    Optional<Instant> deadline();

    /**
     * The call object that the row came in; calls that were made together may have come in the same.
     *
     * @return its id
     */
    ObjectId callId();
}
