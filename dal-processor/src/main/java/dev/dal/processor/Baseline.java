package dev.dal.processor;

import dev.dal.processor.contract.Contract;
import dev.dal.processor.contract.ContractFormatException;
import dev.dal.processor.contract.ContractReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The contracts that those of the interfaces being compiled are compared with: a file given with
 * {@code -Adal.baseline=<file>}. It is the only file that the processor reads.
 */
record Baseline(String file, List<Contract> contracts, Optional<String> problem) {

    static final String OPTION = "dal.baseline";

    /** Reads the baseline that the options name, if they name one. */
    static Optional<Baseline> of(Map<String, String> options) {
        return Optional.ofNullable(options.get(OPTION)).map(Baseline::read);
    }

    private static Baseline read(String file) {
        try {
            return new Baseline(file, ContractReader.read(Files.readString(Path.of(file))), Optional.empty());
        } catch (IOException | InvalidPathException | ContractFormatException e) {
            return new Baseline(file, List.of(), Optional.of(e.toString()));
        }
    }

    /** The former contract of an interface, if it had one. */
    Optional<Contract> of(String interfaceName) {
        return contracts.stream()
                .filter(contract -> contract.interfaceName().equals(interfaceName))
                .findFirst();
    }
}
