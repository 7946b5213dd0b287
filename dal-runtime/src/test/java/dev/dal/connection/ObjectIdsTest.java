package dev.dal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.store.ObjectId;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The form of object ids. */
class ObjectIdsTest {

    @Test
    void theDeclarationIsThePrefixAndZeros() {
        ObjectId id = ObjectIds.declaration(0xff00ab01);
        assertThat(id).hasToString("ff00ab01" + "0".repeat(32));
        assertThat(ObjectIds.isDeclaration(id)).isTrue();
        assertThat(id.prefix()).isEqualTo(0xff00ab01);
    }

    @Test
    void anIdSaysWhereItLiesAndWhoMadeIt() {
        ObjectId id = ObjectIds.of(0x00000002, 0xffffffff, 0x80000001, 0x0102030405060708L);
        assertThat(id).hasToString("00000002" + "ffffffff" + "80000001" + "0102030405060708");
        assertThat(id.prefix()).isEqualTo(2);
        assertThat(ObjectIds.origin(id)).isEqualTo(-1);
        assertThat(ObjectIds.epoch(id)).isEqualTo(0x80000001);
        assertThat(ObjectIds.isDeclaration(id)).isFalse();
    }

    @Test
    void everyPartKeepsAnIdFromBeingADeclaration() {
        assertThat(ObjectIds.isDeclaration(ObjectIds.of(7, 1, 0, 0))).isFalse();
        assertThat(ObjectIds.isDeclaration(ObjectIds.of(7, 0, 1, 0))).isFalse();
        assertThat(ObjectIds.isDeclaration(ObjectIds.of(7, 0, 0, 1))).isFalse();
        assertThat(ObjectIds.isDeclaration(ObjectIds.of(7, 0, 0, 1L << 32))).isFalse();
        assertThat(ObjectIds.isDeclaration(ObjectIds.of(7, 0, 0, 0))).isTrue();
    }

    @Test
    void idsSortByNamespaceMakerAndCounter() {
        ObjectId first = ObjectIds.of(1, 5, 9, 2);
        assertThat(first).isLessThan(ObjectIds.of(1, 5, 9, 10));
        assertThat(first).isLessThan(ObjectIds.of(1, 6, 0, 0));
        assertThat(first).isLessThan(ObjectIds.of(0x80000000, 0, 0, 0));
        assertThat(first).isGreaterThan(ObjectIds.declaration(1));
    }

    @Test
    void prefixesArePrintedAndParsed() {
        assertThat(ObjectIds.prefixHex(0)).isEqualTo("00000000");
        assertThat(ObjectIds.prefixHex(0xabcdef01)).isEqualTo("abcdef01");
        assertThat(ObjectIds.parsePrefix("")).isEmpty();
        assertThat(ObjectIds.parsePrefix("Ab")).containsExactly(0xab);
        assertThat(ObjectIds.parsePrefix("aBcDeF01")).containsExactly(0xab, 0xcd, 0xef, 0x01);
    }

    @Test
    void idsAndBeginningsOfIdsAreParsed() {
        assertThat(ObjectIds.parseHex("")).isEmpty();
        assertThat(ObjectIds.parseHex("aBcDeF0102")).containsExactly(0xab, 0xcd, 0xef, 0x01, 0x02);
        ObjectId id = ObjectIds.of(1, 2, 3, 4);
        assertThat(ObjectId.of(ObjectIds.parseHex(id.toString()))).isEqualTo(id);
        assertThatThrownBy(() -> ObjectIds.parseHex("00".repeat(21)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("An object id has at most 40 hexadecimal digits; found '0000");
        assertThatThrownBy(() -> ObjectIds.parseHex("0")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void idsOfAPrefixAreCountedUp() {
        byte[] prefix = {(byte) 0xff, 1, 2, 3};
        assertThat(ObjectIds.startingWith(prefix).limit(3))
                .containsExactly(
                        ObjectIds.declaration(0xff010203),
                        ObjectIds.of(0xff010203, 0, 0, 1),
                        ObjectIds.of(0xff010203, 0, 0, 2));
        assertThat(ObjectIds.startingWith(new byte[0]).skip(255).limit(2))
                .containsExactly(ObjectIds.of(0, 0, 0, 255), ObjectIds.of(0, 0, 0, 256));
        byte[] all = ObjectIds.of(1, 2, 3, 0xffffffffffffffffL).toBytes();
        assertThat(ObjectIds.startingWith(all)).containsExactly(ObjectId.of(all));
        assertThat(ObjectIds.startingWith(Arrays.copyOf(all, 19)))
                .hasSize(256)
                .last()
                .isEqualTo(ObjectId.of(all));
        assertThatThrownBy(() -> ObjectIds.startingWith(new byte[21]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("An object id has 20 bytes; found a prefix of 21.");
    }

    @Test
    void sizesAreThoseOfTheFormat() {
        assertThat(ObjectIds.PREFIX_BYTES).isEqualTo(4);
        assertThat(ObjectId.SIZE_BYTES).isEqualTo(20);
        assertThat(ObjectIds.parseHex(ObjectIds.DECLARATION_SUFFIX)).isEqualTo(new byte[16]);
        assertThat(ObjectIds.declaration(0xab)).hasToString("000000ab" + ObjectIds.DECLARATION_SUFFIX);
    }

    @Test
    void otherTextIsNoPrefix() {
        assertThatThrownBy(() -> ObjectIds.parsePrefix("0000000000"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 8 hexadecimal digits");
        assertThatThrownBy(() -> ObjectIds.parsePrefix("abc")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ObjectIds.parsePrefix("zz")).isInstanceOf(IllegalArgumentException.class);
    }
}
