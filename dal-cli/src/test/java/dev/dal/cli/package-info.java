/** Tests of the command line, in this JVM and as processes. */
package dev.dal.cli;
