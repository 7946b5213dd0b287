/**
 * What the processor has to say to the user: the catalogue of problems, the places they have and the way they are shown.
 *
 * <p>A {@link dev.dal.processor.report.Report} is plain data, made by the packages {@code parse} and {@code validate}.
 * {@link dev.dal.processor.report.ReportPrinter} alone knows the compiler's messager. This package sees nothing of the
 * others.
 */
@NullMarked
package dev.dal.processor.report;

import org.jspecify.annotations.NullMarked;
