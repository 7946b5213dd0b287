package dev.dal.store.protocol;

/**
 * Slots of the table {@code ObjectInfo}, which the reply to List and notifications have in common (plasma-store.md
 * section 2.2).
 */
final class ObjectInfoTable {

    static final int ID = 0;
    static final int DATA_SIZE = 1;
    static final int METADATA_SIZE = 2;
    static final int REF_COUNT = 3;
    static final int CREATE_TIME = 4;
    static final int CONSTRUCT_DURATION = 5;
    static final int DIGEST = 6;
    static final int IS_DELETION = 7;
    static final int SLOTS = 8;

    private ObjectInfoTable() {}
}
