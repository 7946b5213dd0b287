package dev.dal.processor.parse;

import dev.dal.processor.report.Problem;
import dev.dal.processor.report.Report;

/** Finds {@code zeroed = false} on outputs that are never zeroed. */
final class UnusedZeroed {

    private UnusedZeroed() {}

    /**
     * Warns.
     *
     * @param role the annotation of the output
     * @param subject the output
     * @param reason why it is never zeroed
     */
    static void check(AnnotationUse role, String subject, String reason, Report report) {
        role.written("zeroed")
                .filter(value -> value.getValue().equals(false))
                .ifPresent(value -> report.add(Problem.UNUSED_ZEROED, role.location(value), subject, reason));
    }
}
