package dev.dal.processor.model;

import java.util.List;

/**
 * The checked exceptions of a function.
 *
 * @param checked whether there are any
 * @param rebuildable those that a caller can make from a message
 */
public record Thrown(boolean checked, List<DeclaredException> rebuildable) {}
