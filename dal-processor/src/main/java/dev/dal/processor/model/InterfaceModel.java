package dev.dal.processor.model;

import com.palantir.javapoet.ClassName;
import dev.dal.processor.report.Location;
import java.util.List;
import java.util.Optional;

/**
 * An annotated interface.
 *
 * @param type the interface
 * @param visible whether it is public, and so are the types around it
 * @param deprecation whether it is deprecated
 * @param marked whether generated code can be marked with {@code @Generated}, which a module may not see
 * @param hidesJavaLang whether its package has a type that hides one of {@code java.lang} which generated code names
 * @param functions its functions in their order, inherited ones first
 * @param documentation its Javadoc
 * @param location the interface
 */
public record InterfaceModel(
        ClassName type,
        boolean visible,
        Deprecation deprecation,
        boolean marked,
        boolean hidesJavaLang,
        List<FunctionModel> functions,
        Documentation documentation,
        Location location) {

    /**
     * Whether generated code names anything deprecated.
     *
     * @return whether its compiler would warn
     */
    public boolean usesDeprecated() {
        return deprecation != Deprecation.NONE
                || functions.stream().anyMatch(function -> function.deprecation() != Deprecation.NONE);
    }

    /**
     * Why the interface is deprecated.
     *
     * @return the reason, or nothing if it is not
     */
    public Optional<String> deprecationNote() {
        return deprecation == Deprecation.DECLARED
                ? documentation.deprecated().or(() -> Optional.of("like the interface"))
                : Optional.empty();
    }
}
