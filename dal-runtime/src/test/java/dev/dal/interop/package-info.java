/**
 * What this library and Python with pyarrow 11 alone make of each other's objects, calls and ends, over an embedded and
 * an original store. The Python side is in the test resources of this package and checks with assertions of its own;
 * its failures fail the tests here with their text.
 */
package dev.dal.interop;
