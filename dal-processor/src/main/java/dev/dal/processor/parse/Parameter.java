package dev.dal.processor.parse;

import com.google.auto.common.MoreElements;
import dev.dal.processor.model.Nullness;
import dev.dal.processor.model.ParameterName;
import dev.dal.processor.report.Location;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;

/**
 * A parameter that is being read, and what messages about it need.
 *
 * @param element the parameter
 * @param type its type as a member of the annotated interface
 * @param name its names
 * @param nullness whether it may be null by an annotation
 */
record Parameter(VariableElement element, TypeMirror type, ParameterName name, Nullness nullness) {

    /** Its name in Java. */
    String java() {
        return element.getSimpleName().toString();
    }

    /** The name of the method that it belongs to. */
    String function() {
        return function(element);
    }

    static String function(VariableElement element) {
        return MoreElements.asExecutable(element.getEnclosingElement())
                .getSimpleName()
                .toString();
    }

    /** Parameter and method within a sentence. */
    String subject() {
        return subject(element);
    }

    static String subject(VariableElement element) {
        return "'" + element.getSimpleName() + "' of '" + function(element) + "'";
    }

    Location location() {
        return Location.of(element);
    }
}
