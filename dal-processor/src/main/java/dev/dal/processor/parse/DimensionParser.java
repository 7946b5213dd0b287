package dev.dal.processor.parse;

import dev.dal.processor.model.Dimension;
import dev.dal.processor.model.Dimensions;
import dev.dal.processor.model.Length;
import dev.dal.processor.report.Location;
import dev.dal.processor.report.Problem;
import dev.dal.processor.report.Report;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationValue;

/** Reads dimension labels: {@code name}, {@code name=3} and {@code name=parameter}. */
final class DimensionParser {

    /** The dimension that complex tensors have beyond the declared ones (dal-format section 4). */
    private static final String COMPLEX = "complex";

    private static final Pattern LABEL = Pattern.compile("(?<name>[A-Za-z_][A-Za-z0-9_]*)\\s*(=\\s*(?<length>\\S+))?");
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+");

    private final Report report;

    DimensionParser(Report report) {
        this.report = report;
    }

    /**
     * Reads the dimensions of a tensor.
     *
     * @param role its TensorIn or TensorOut
     * @param tensor its name, for messages
     */
    Dimensions parse(AnnotationUse role, String tensor) {
        List<Dimension> all = new ArrayList<>();
        boolean complete = true;
        for (AnnotationValue value : role.array("value")) {
            String text = (String) value.getValue();
            for (String label : text.split(",", -1)) {
                Optional<Dimension> dimension = new Label(role, tensor, text, label.strip(), value).parse();
                dimension.ifPresent(all::add);
                complete &= dimension.isPresent();
            }
        }
        return new Dimensions(List.copyOf(all), complete);
    }

    /** A label, and what messages about it need. */
    private final class Label {
        private final AnnotationUse role;
        private final String tensor;
        private final String text;
        private final String label;
        private final Location location;

        Label(AnnotationUse role, String tensor, String text, String label, AnnotationValue value) {
            this.role = role;
            this.tensor = tensor;
            this.text = text;
            this.label = label;
            this.location = role.location(value);
        }

        Optional<Dimension> parse() {
            Matcher matcher = LABEL.matcher(label);
            if (!matcher.matches()) {
                return bad();
            }
            String name = matcher.group("name");
            if (name.equals(COMPLEX)) {
                report.add(Problem.RESERVED_DIMENSION, location, tensor, role.simpleName());
                return Optional.empty();
            }
            String length = matcher.group("length");
            if (length == null) {
                return Optional.of(new Dimension(name, Length.OPEN, location));
            }
            if (NUMBER.matcher(length).matches()) {
                return fixed(name, length);
            }
            return SourceVersion.isIdentifier(length)
                    ? Optional.of(new Dimension(name, new Length.Bound(length), location))
                    : bad();
        }

        private Optional<Dimension> fixed(String name, String digits) {
            BigInteger elements = new BigInteger(digits);
            if (elements.signum() > 0 && elements.bitLength() < Long.SIZE) {
                return Optional.of(new Dimension(name, new Length.Fixed(elements.longValue()), location));
            }
            report.add(Problem.FIXED_LENGTH, location, digits, name);
            return Optional.empty();
        }

        private Optional<Dimension> bad() {
            String role = this.role.simpleName();
            report.add(Problem.BAD_DIMENSION, location, label.isEmpty() ? text : label, role, role);
            return Optional.empty();
        }
    }
}
