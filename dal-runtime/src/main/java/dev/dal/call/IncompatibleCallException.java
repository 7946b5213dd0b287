package dev.dal.call;

import dev.dal.connection.DalException;

/** A call does not fit the declaration of its function; found before the function ran. */
final class IncompatibleCallException extends DalException {

    private static final long serialVersionUID = 1L;

    IncompatibleCallException(String message) {
        super(message);
    }

    IncompatibleCallException(String message, Throwable cause) {
        super(message, cause);
    }
}
