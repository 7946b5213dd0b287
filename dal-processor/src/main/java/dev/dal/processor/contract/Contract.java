package dev.dal.processor.contract;

import java.util.List;
import java.util.Optional;

/**
 * What an interface promises.
 *
 * @param interfaceName its qualified name
 * @param functions its functions in their order
 */
public record Contract(String interfaceName, List<ContractFunction> functions) {

    /**
     * A function by its name.
     *
     * @param name its name in the schema
     * @return the function, or nothing if there is none
     */
    public Optional<ContractFunction> function(String name) {
        return functions.stream()
                .filter(function -> function.name().equals(name))
                .findFirst();
    }
}
