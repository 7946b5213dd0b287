package dev.dal.processor.contract;

import java.util.List;
import java.util.Optional;

/**
 * A function of a contract.
 *
 * @param name its name in the schema
 * @param parameters its parameters in their order, added outputs last
 */
public record ContractFunction(String name, List<ContractParameter> parameters) {

    Optional<ContractParameter> parameter(String parameterName) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(parameterName))
                .findFirst();
    }
}
