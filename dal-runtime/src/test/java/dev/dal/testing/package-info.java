/** What the tests of several modules share: observation of this process, a Python environment, the original store. */
package dev.dal.testing;
