package dev.dal.connection;

import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * What the owner of a namespace declares of it (dal-format.md section 1).
 *
 * @param prefix first four bytes of the ids in the namespace
 * @param name display name
 * @param pid process id of the owner, for information only; −1 where it is not given
 * @param argv command line of the owner; may be empty
 * @param epoch drawn at each reservation; 0 where it is not given
 * @param owned whether the declaration goes when its owner goes
 * @param functions call schemas of the processing functions, none for a namespace of a caller
 */
public record NamespaceInfo(
        int prefix, String name, long pid, List<String> argv, int epoch, boolean owned, List<Schema> functions) {

    /** Key of a declaration's metadata for the display name. */
    public static final String NAME_KEY = "proc:namespace";

    /** Key of a declaration's metadata for the process id of the owner, decimal. */
    public static final String PID_KEY = "proc:pid";

    /** Key of a declaration's metadata for the command line of the owner, a JSON array. */
    public static final String ARGV_KEY = "proc:argv";

    /**
     * Copies the lists.
     *
     * @param prefix the prefix
     * @param name display name
     * @param pid process id
     * @param argv command line
     * @param epoch the epoch
     * @param owned whether the declaration is owned
     * @param functions call schemas
     */
    public NamespaceInfo {
        argv = List.copyOf(argv);
        functions = List.copyOf(functions);
    }

    /**
     * Finds a processing function.
     *
     * @param functionName name of the function
     * @return its call schema, if it is declared
     */
    public Optional<Schema> function(String functionName) {
        return functions.stream()
                .filter(schema ->
                        functionName.equals(schema.getCustomMetadata().get(NamespaceDeclaration.FUNCTION_KEY)))
                .findFirst();
    }

    /**
     * How the namespace is printed.
     *
     * @return {@code name@prefix}
     */
    public String label() {
        return name + "@" + ObjectIds.prefixHex(prefix);
    }
}
