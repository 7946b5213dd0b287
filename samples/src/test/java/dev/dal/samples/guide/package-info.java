/**
 * The guide to using the library, section by section, as tests on every kind of store; and what other pages show, with the
 * tests that run it.
 */
package dev.dal.samples.guide;
