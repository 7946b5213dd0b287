/** {@code samples/python/dal.py} used as a user would, together with interfaces in Java. */
package dev.dal.samples.python;
