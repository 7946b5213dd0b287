package dev.dal.store.transport;

/**
 * Who is at the other end of a connection, as the kernel noted when it was made.
 *
 * @param pid process id
 * @param uid user id
 * @param gid group id
 */
public record PeerCredentials(int pid, int uid, int gid) {}
