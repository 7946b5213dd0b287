package dev.dal.processor.contract;

/** A document is no contract. */
public final class ContractFormatException extends Exception {

    private static final long serialVersionUID = 1L;

    ContractFormatException(String message) {
        super(message);
    }
}
