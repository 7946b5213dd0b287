package dev.dal.store.core;

import org.jspecify.annotations.Nullable;

/**
 * The free blocks by size: finds the smallest that is large enough, and of equal ones the one freed last, whose memory is
 * most likely still warm.
 *
 * <p>One tree per power of two, with a bitmap of those that are not empty. A tree branches on the bits of the size below
 * the highest, from the top: whatever lies in the right branch of depth <i>d</i> has bit <i>d</i> set, whatever lies in
 * the left has not, and a node has any size that fits its path. So no tree is deeper than its sizes have bits, without
 * any balancing. Blocks of equal size hang behind the one in the tree, newest first. (The arrangement is known from Doug
 * Lea's allocator.)
 */
final class FreeBlocks {

    private final @Nullable Block[] roots = new Block[Long.SIZE];
    private long filled;

    void insert(Block block) {
        int tree = treeOf(block.sizeBytes());
        Block node = roots[tree];
        if (node == null) {
            roots[tree] = block;
            filled |= 1L << tree;
            return;
        }
        for (long bits = branchBits(block.sizeBytes(), tree); ; bits <<= 1) {
            if (node.sizeBytes() == block.sizeBytes()) {
                putBefore(node, block);
                return;
            }
            Block child = bits < 0 ? node.right : node.left;
            if (child == null) {
                setChild(node, bits < 0, block);
                return;
            }
            node = child;
        }
    }

    void remove(Block block) {
        Block twin = block.twinAfter;
        if (block.twinBefore != null) {
            block.twinBefore.twinAfter = twin;
            if (twin != null) {
                twin.twinBefore = block.twinBefore;
            }
        } else if (twin != null) {
            twin.twinBefore = null;
            replace(block, twin);
        } else {
            replace(block, takeLeafBelow(block));
        }
        block.twinBefore = null;
        block.twinAfter = null;
        block.parent = null;
        block.left = null;
        block.right = null;
    }

    /** Removes and returns the best block of at least the given size; null if there is none. */
    @Nullable
    Block take(long sizeBytes) {
        int tree = treeOf(sizeBytes);
        Block best = bestIn(tree, sizeBytes);
        if (best == null) {
            long larger = filled & (-2L << tree);
            if (larger == 0) {
                return null;
            }
            Block root = roots[Long.numberOfTrailingZeros(larger)];
            best = smallestBelow(root, root);
        }
        if (best != null) {
            remove(best);
        }
        return best;
    }

    /** The node of the smallest sufficient size in one tree, or null. */
    private @Nullable Block bestIn(int tree, long sizeBytes) {
        Block best = null;
        Block larger = null;
        Block node = roots[tree];
        for (long bits = branchBits(sizeBytes, tree); node != null; bits <<= 1) {
            if (node.sizeBytes() == sizeBytes) {
                return node;
            }
            best = smaller(best, node, sizeBytes);
            if (bits < 0) {
                node = node.right;
            } else {
                // Everything in a right branch not taken is large enough; the deepest has the smallest ones.
                larger = node.right == null ? larger : node.right;
                node = node.left;
            }
        }
        Block smallest = smallestBelow(larger, larger);
        return smallest == null ? best : smaller(best, smallest, sizeBytes);
    }

    /** The smallest of a block and all below another: it lies on the leftmost path. */
    private static @Nullable Block smallestBelow(@Nullable Block start, @Nullable Block atMost) {
        Block smallest = atMost;
        for (Block node = start; node != null; node = node.left != null ? node.left : node.right) {
            if (smallest == null || node.sizeBytes() < smallest.sizeBytes()) {
                smallest = node;
            }
        }
        return smallest;
    }

    private static @Nullable Block smaller(@Nullable Block best, Block candidate, long sizeBytes) {
        if (candidate.sizeBytes() < sizeBytes) {
            return best;
        }
        return best == null || candidate.sizeBytes() < best.sizeBytes() ? candidate : best;
    }

    /** Puts a block in the place of one of equal size, which goes behind it. */
    private void putBefore(Block node, Block block) {
        replace(node, block);
        node.parent = null;
        node.left = null;
        node.right = null;
        node.twinBefore = block;
        block.twinAfter = node;
    }

    /** Takes a leaf below a block out of the tree; null if there is none. */
    private static @Nullable Block takeLeafBelow(Block block) {
        Block leaf = null;
        for (Block node = rightOrLeft(block); node != null; node = rightOrLeft(node)) {
            leaf = node;
        }
        if (leaf != null && leaf.parent != null) {
            setChild(leaf.parent, leaf.parent.right == leaf, null);
        }
        return leaf;
    }

    private static @Nullable Block rightOrLeft(Block block) {
        return block.right != null ? block.right : block.left;
    }

    /** Puts an heir, or nothing, where a node is. */
    private void replace(Block node, @Nullable Block heir) {
        Block parent = node.parent;
        if (heir != null) {
            setChild(heir, true, node.right);
            setChild(heir, false, node.left);
            heir.parent = null;
        }
        if (parent == null) {
            int tree = treeOf(node.sizeBytes());
            roots[tree] = heir;
            if (heir == null) {
                filled &= ~(1L << tree);
            }
        } else {
            setChild(parent, parent.right == node, heir);
        }
    }

    private static void setChild(Block parent, boolean right, @Nullable Block child) {
        if (right) {
            parent.right = child;
        } else {
            parent.left = child;
        }
        if (child != null) {
            child.parent = parent;
        }
    }

    private static int treeOf(long sizeBytes) {
        return Long.SIZE - 1 - Long.numberOfLeadingZeros(sizeBytes);
    }

    /** The bits of a size below its highest one, moved to the top. */
    private static long branchBits(long sizeBytes, int tree) {
        return tree == 0 ? 0 : sizeBytes << (Long.SIZE - tree);
    }
}
