/**
 * Tables of records: antennas in, the baselines between them out.
 *
 * <p>{@link dev.dal.samples.tables.Baselines} declares records as rows; {@link dev.dal.samples.tables.BaselinesDemo} calls
 * its functions through a store, and reads rows as well as columns.
 */
@NullMarked
package dev.dal.samples.tables;

import org.jspecify.annotations.NullMarked;
