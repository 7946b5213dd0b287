package dev.dal.processor.report;

/**
 * One use of a problem: what is wrong, where, in words for the user.
 *
 * @param problem the entry of the catalogue
 * @param location the place
 * @param text the message with its id
 */
public record Finding(Problem problem, Location location, String text) {}
