package dev.dal.processor.contract;

import java.util.Optional;

/**
 * A difference between a contract and its baseline.
 *
 * @param function the function
 * @param parameter the parameter, or nothing if the function itself is new or gone
 * @param compatible whether callers that were built from the baseline still fit
 * @param text what was expected and what was found
 */
public record Change(String function, Optional<String> parameter, boolean compatible, String text) {

    static Change ofFunction(String function, boolean compatible, String text) {
        return new Change(function, Optional.empty(), compatible, text);
    }
}
