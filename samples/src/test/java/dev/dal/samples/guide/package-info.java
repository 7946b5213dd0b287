/** The guide to using the library, section by section, as tests on every kind of store. */
package dev.dal.samples.guide;
