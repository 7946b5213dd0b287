package dev.dal.processor.report;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import javax.annotation.processing.Messager;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * Shows reports to the user through the compiler.
 *
 * <p>A mistake in an interface from which several others inherit is shown once. A finding in an element that is not
 * being compiled has no place in any source: it is shown at the subject of its report and names the element.
 */
public final class ReportPrinter {

    private final Messager messager;
    private final Predicate<Element> inSource;
    private final Set<Finding> printed = new HashSet<>();

    /**
     * Makes a printer.
     *
     * @param messager the compiler's
     * @param inSource tells whether an element is being compiled from source
     */
    public ReportPrinter(Messager messager, Predicate<Element> inSource) {
        this.messager = messager;
        this.inSource = inSource;
    }

    /**
     * Shows what has not been shown before.
     *
     * @param report the findings about one type
     */
    public void print(Report report) {
        for (Finding finding : report.findings()) {
            if (!isSuppressed(finding, report.subject()) && printed.add(finding)) {
                print(finding, report.subject());
            }
        }
    }

    private void print(Finding finding, TypeElement subject) {
        Location location = finding.location();
        String id = "[" + finding.problem().id() + "] ";
        Diagnostic.Kind kind = finding.problem().kind();
        if (inSource.test(location.element())) {
            messager.printMessage(
                    kind, id + finding.text(), location.element(), location.annotation(), location.value());
        } else {
            messager.printMessage(kind, id + "(" + describe(location.element()) + ") " + finding.text(), subject);
        }
    }

    /** The name of a type, method or parameter as a user would look for it. */
    private static String describe(@Nullable Element element) {
        if (element == null) {
            return "";
        }
        return switch (element.getKind()) {
            case PARAMETER, TYPE_PARAMETER -> describe(element.getEnclosingElement());
            case METHOD, FIELD -> describe(element.getEnclosingElement()) + "." + element;
            default -> element.toString();
        };
    }

    private static boolean isSuppressed(Finding finding, TypeElement subject) {
        return !finding.problem().isError()
                && (isSuppressed(finding.problem(), finding.location().element())
                        || isSuppressed(finding.problem(), subject));
    }

    private static boolean isSuppressed(Problem problem, Element element) {
        for (@Nullable Element at = element; at != null; at = at.getEnclosingElement()) {
            SuppressWarnings suppressed = at.getAnnotation(SuppressWarnings.class);
            if (suppressed != null && Arrays.asList(suppressed.value()).contains(problem.id())) {
                return true;
            }
        }
        return false;
    }
}
