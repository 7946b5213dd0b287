package dev.dal.processor.model;

import com.palantir.javapoet.TypeName;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/**
 * The methods that generated classes have already, by erased signature. A function or parameter whose own method would be
 * one of them needs another name.
 */
public final class ReservedNames {

    private static final Set<String> OF_OBJECT = Set.of(
            "clone()",
            "finalize()",
            "getClass()",
            "hashCode()",
            "notify()",
            "notifyAll()",
            "toString()",
            "wait()",
            "wait(long)",
            "wait(long, int)");

    private static final Set<String> OF_CALLER = Set.of(
            "broadcast()",
            "caller()",
            "close()",
            "declaredException(java.lang.String, java.lang.String)",
            "with(java.time.Duration)");

    private static final Set<String> OF_BROADCASTER = Set.of("broadcaster()");

    private static final Set<String> OF_CALL = Set.of("builder()", "toBuilder()");

    private static final String OF = "of()";

    private static final Set<String> OF_RESULT = Set.of("await()", "close()", "detach()", "isReady()", "outputNames()");

    private static final String GET = "get()";

    private ReservedNames() {}

    /**
     * The form of a generated method by which it clashes with others.
     *
     * @param name its name
     * @param erased the erased types of its parameters
     * @return for example {@code add(long, dev.dal.tensor.TensorSource)}
     */
    public static String signature(String name, List<TypeName> erased) {
        return erased.stream().map(TypeName::toString).collect(Collectors.joining(", ", name + "(", ")"));
    }

    /**
     * Whether a caller, or its face for all processors, has this method, whatever its functions are.
     *
     * @param signature a method by {@link #signature}
     * @return whether no function may have it
     */
    public static boolean inCaller(String signature) {
        return OF_OBJECT.contains(signature) || OF_CALLER.contains(signature) || OF_BROADCASTER.contains(signature);
    }

    /**
     * Whether a call has this method, whatever its inputs are.
     *
     * @param signature a method by {@link #signature}
     * @param optional whether no input is mandatory, so that a call can be had by {@code of()}
     * @return whether no input may have it
     */
    public static boolean inCall(String signature, boolean optional) {
        return OF_OBJECT.contains(signature) || OF_CALL.contains(signature) || (optional && OF.equals(signature));
    }

    /**
     * Whether a result has this method, whatever its outputs are.
     *
     * @param signature a method by {@link #signature}
     * @param sole whether the result has a single output, which can be had by {@code get()}
     * @return whether no output may have it
     */
    public static boolean inResult(String signature, boolean sole) {
        return OF_OBJECT.contains(signature) || OF_RESULT.contains(signature) || (sole && GET.equals(signature));
    }

    /**
     * Whether a name in a schema is a keyword of Java.
     *
     * @param name an identifier in the schema
     * @return whether nothing in Java can have that name
     */
    public static boolean isKeyword(String name) {
        return !SourceVersion.isName(name, SourceVersion.RELEASE_17);
    }

    /**
     * Whether a name cannot be that of a method which generated code calls.
     *
     * @param name an identifier
     * @return true for keywords and {@code yield}, which begins a statement
     */
    public static boolean isUncallable(String name) {
        return isKeyword(name) || name.equals("yield");
    }
}
