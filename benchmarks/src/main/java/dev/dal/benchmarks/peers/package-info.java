/** The child processes of what the library is compared with: gRPC-Java and Arrow Flight Java, in their fast settings. */
@NullMarked
package dev.dal.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
