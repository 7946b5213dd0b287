package dev.dal.store.core;

import java.util.ArrayList;
import java.util.List;

/**
 * The clients' quotas (plasma-store.md section 7.5). All of them together leave three tenths of the capacity to those who
 * have none; that is checked when one is reserved, and does not bound what others may fill.
 */
final class Quotas {

    /** The part of the capacity that is not given away. */
    private static final double LEAST_COMMON_SHARE = 0.3;

    private final List<Quota> quotas = new ArrayList<>();
    private final long capacityBytes;
    private long commonBytes;

    Quotas(long capacityBytes) {
        this.capacityBytes = capacityBytes;
        this.commonBytes = capacityBytes;
    }

    /** What is left of the capacity for those without a quota; more than the capacity where a quota is negative. */
    long commonBytes() {
        return commonBytes;
    }

    /** The quotas, the oldest first. */
    List<Quota> all() {
        return quotas;
    }

    /** Reserves a quota for a client; at most one. */
    QuotaOutcome reserve(Client client, String name, long quotaBytes) {
        if (client.quota != null) {
            return QuotaOutcome.SET_ALREADY;
        }
        long left = commonBytes - quotaBytes;
        boolean overflows = quotaBytes < 0 && left < commonBytes;
        if (overflows || left < capacityBytes * LEAST_COMMON_SHARE) {
            return QuotaOutcome.TOO_LARGE;
        }
        commonBytes = left;
        client.quota = new Quota(name, quotaBytes);
        quotas.add(client.quota);
        return QuotaOutcome.RESERVED;
    }

    /** Gives a client's quota back; the objects that were charged to it, the oldest first. */
    List<ObjectEntry> giveBack(Client client) {
        Quota quota = client.quota;
        if (quota == null) {
            return List.of();
        }
        commonBytes += quota.capacityBytes;
        quotas.remove(quota);
        client.quota = null;
        List<ObjectEntry> charged = quota.objects();
        charged.forEach(quota::remove);
        return charged;
    }
}
