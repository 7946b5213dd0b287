/** The names of the reference library: that each has its member here, and a test. */
package dev.dal.reference;
