package app.greenroom.storage.secret;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.server.Secret;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** A key out of a passphrase. */
class PassphraseKeyTest {
    private static final byte[] SALT = HexFormat.of().parseHex("02020202020202020202020202020202");

    @Test
    void theUsualCostIsNotLessThanRecommended() {
        assertThat(PassphraseKey.USUAL).isEqualTo(new PassphraseKey(64 * 1024, 3, 1));
        assertThat(PassphraseKey.USUAL.withinLimits()).isTrue();
    }

    @Test
    void itIsArgon2idOfVersion19() {
        // a vector of the reference implementation, test.c: t=2, m=2^8, p=1
        byte[] key =
                new PassphraseKey(256, 2, 1).derive(Secret.of("password"), "somesalt".getBytes(StandardCharsets.UTF_8));
        assertThat(HexFormat.of().formatHex(key))
                .isEqualTo("9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe");
    }

    @Test
    void everyPartMatters() {
        byte[] key = new PassphraseKey(8, 1, 1).derive(Secret.of("a"), SALT);
        assertThat(new PassphraseKey(8, 1, 1).derive(Secret.of("a"), SALT)).isEqualTo(key);
        assertThat(new PassphraseKey(8, 1, 1).derive(Secret.of("b"), SALT)).isNotEqualTo(key);
        assertThat(new PassphraseKey(8, 1, 1).derive(Secret.of("a"), new byte[16]))
                .isNotEqualTo(key);
        assertThat(new PassphraseKey(16, 1, 1).derive(Secret.of("a"), SALT)).isNotEqualTo(key);
        assertThat(new PassphraseKey(8, 2, 1).derive(Secret.of("a"), SALT)).isNotEqualTo(key);
    }

    @Test
    void limitsAreLimits() {
        assertThat(new PassphraseKey(7, 1, 1).withinLimits()).isFalse();
        assertThat(new PassphraseKey(8, 0, 1).withinLimits()).isFalse();
        assertThat(new PassphraseKey(8, 1, 0).withinLimits()).isFalse();
        assertThat(new PassphraseKey(1 << 21, 1, 1).withinLimits()).isFalse();
        assertThat(new PassphraseKey(8, 65, 1).withinLimits()).isFalse();
    }
}
