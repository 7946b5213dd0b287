package dev.dal.processor.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.lang.model.element.TypeElement;

/** Everything found wrong with one type, in the order in which it was found. Not for use by several threads. */
public final class Report {

    private final TypeElement subject;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * Makes a report without findings.
     *
     * @param subject the type that is reported on
     */
    public Report(TypeElement subject) {
        this.subject = subject;
    }

    /**
     * The type that is reported on.
     *
     * @return the annotated interface, or the class that should have been one
     */
    public TypeElement subject() {
        return subject;
    }

    /**
     * Adds a finding.
     *
     * @param problem the entry of the catalogue
     * @param location where it is
     * @param facts what fills the gaps of the problem's text, in their order
     * @throws IllegalArgumentException if the number of facts is not the number of gaps
     */
    public void add(Problem problem, Location location, Object... facts) {
        findings.add(new Finding(problem, location, problem.text(facts)));
    }

    /**
     * The findings so far.
     *
     * @return a view of them that cannot be changed
     */
    public List<Finding> findings() {
        return Collections.unmodifiableList(findings);
    }

    /**
     * Whether code may be generated for the subject.
     *
     * @return true if no finding is an error
     */
    public boolean isClean() {
        return findings.stream().noneMatch(finding -> finding.problem().isError());
    }
}
