/** Measurements that are run by hand, as each class says; no part of the build. */
package dev.dal.cli.measure;
