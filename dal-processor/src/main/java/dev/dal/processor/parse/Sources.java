package dev.dal.processor.parse;

import java.util.HashSet;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;

/**
 * The top-level types that are being compiled from source. Others come from class files, where names of parameters may be
 * missing and elements have no place to which a message could point.
 */
public final class Sources {

    private final Set<String> topLevel = new HashSet<>();

    /** Makes an empty set. */
    public Sources() {}

    /**
     * Adds the types of a round.
     *
     * @param elements root elements
     */
    public void add(Iterable<? extends Element> elements) {
        for (Element element : elements) {
            if (element instanceof TypeElement type) {
                topLevel.add(type.getQualifiedName().toString());
            }
        }
    }

    /**
     * Whether a top-level type comes from source.
     *
     * @param qualifiedName its name
     * @return false for what comes from class files, and what does not exist
     */
    public boolean contains(String qualifiedName) {
        return topLevel.contains(qualifiedName);
    }

    /**
     * Whether an element comes from source.
     *
     * @param element a type, or what is in it
     * @return false for what comes from class files
     */
    public boolean contains(Element element) {
        Element outermost = element;
        while (outermost.getEnclosingElement() != null
                && outermost.getEnclosingElement().getKind() != ElementKind.PACKAGE) {
            outermost = outermost.getEnclosingElement();
        }
        return outermost instanceof TypeElement type
                && contains(type.getQualifiedName().toString());
    }
}
