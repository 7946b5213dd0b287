package dev.dal.store.core;

/** What became of a request for a quota (plasma-store.md section 7.5). */
public enum QuotaOutcome {
    /** The quota is reserved. */
    RESERVED,
    /** Nothing was changed: the client has a quota, which stays as it is. */
    SET_ALREADY,
    /** Nothing was changed: too little would be left for the others. */
    TOO_LARGE
}
