package dev.dal.processor.parse;

import com.google.auto.common.MoreElements;
import com.google.auto.common.Visibility;
import dev.dal.processor.report.Location;
import dev.dal.processor.report.Problem;
import dev.dal.processor.report.Report;
import java.util.Locale;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;

/** Which types generated code, in the package of its interface, can name. */
final class TypeAccess {

    private final PackageElement generated;
    private final Report report;

    TypeAccess(PackageElement generated, Report report) {
        this.generated = generated;
        this.report = report;
    }

    /** Whether generated code can name a type. */
    boolean isVisible(TypeElement type) {
        Visibility visibility = Visibility.effectiveVisibilityOfElement(type);
        return visibility == Visibility.PUBLIC
                || (visibility != Visibility.PRIVATE
                        && MoreElements.getPackage(type).equals(generated));
    }

    /** Reports a parameter whose type generated code cannot name. */
    boolean check(TypeElement type, VariableElement parameter) {
        if (isVisible(type)) {
            return true;
        }
        Visibility visibility = Visibility.effectiveVisibilityOfElement(type);
        report.add(
                Problem.INACCESSIBLE_TYPE,
                Location.of(parameter),
                type,
                parameter.getSimpleName(),
                MoreElements.asExecutable(parameter.getEnclosingElement()).getSimpleName(),
                visibility == Visibility.DEFAULT
                        ? "a package-private"
                        : "a " + visibility.name().toLowerCase(Locale.ROOT),
                generated);
        return false;
    }
}
