/**
 * The soak: minutes of mixed work between several processes, some of which are killed or restarted all the time, after
 * which nothing may be left and nothing may have grown.
 *
 * <p>{@link dev.dal.samples.soak.MixedWorkSoak} starts the programs of this package and judges what they print. It is no
 * part of {@code mvn verify}: {@code mvn -Psoak} runs it for two minutes, {@code -Dsoak.minutes=10} for longer.
 */
package dev.dal.samples.soak;
