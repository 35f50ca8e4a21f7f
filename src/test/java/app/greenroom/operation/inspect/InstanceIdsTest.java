package app.greenroom.operation.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.instance.Fact;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.PretalxSettings;
import app.greenroom.domain.instance.SampleFacts;
import app.greenroom.domain.server.ServerProfile.KnownInstance;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ids are given once and stay. */
class InstanceIdsTest {
    private static final InstanceFacts FOUND = SampleFacts.healthy().facts();
    private static final String UNIT = "pretalx-web.service";
    private static final String DATA = "/var/pretalx/data";

    @Test
    void aNewInstanceIsNamedAfterItsUnits() {
        InstanceIds ids = InstanceIds.assign(List.of(FOUND.withId("pretalx@Main")), List.of());
        assertThat(ids.instances()).extracting(InstanceFacts::id).containsExactly("pretalx-main");
        assertThat(ids.known()).containsExactly(new KnownInstance("pretalx-main", UNIT, DATA));
    }

    @Test
    void aNameThatIsTakenGetsANumber() {
        KnownInstance other = new KnownInstance("pretalx", "other.service", "/srv/other");
        InstanceIds ids = InstanceIds.assign(List.of(FOUND), List.of(other));
        assertThat(ids.instances()).extracting(InstanceFacts::id).containsExactly("pretalx-2");
        assertThat(ids.known()).containsExactly(new KnownInstance("pretalx-2", UNIT, DATA), other);
    }

    @Test
    void aNameThatIsNoneIsReplaced() {
        assertThat(InstanceIds.assign(List.of(FOUND.withId("")), List.of()).instances())
                .extracting(InstanceFacts::id)
                .containsExactly("pretalx");
        assertThat(InstanceIds.assign(List.of(FOUND.withId("-\u00fc\u00df")), List.of())
                        .instances())
                .extracting(InstanceFacts::id)
                .containsExactly("pretalx");
    }

    @Test
    void itIsKnownAgainWhenItsUnitWasRenamedOrItsDataMoved() {
        assertThat(idWith(new KnownInstance("camp", UNIT, DATA))).isEqualTo("camp");
        assertThat(idWith(new KnownInstance("camp", "old.service", DATA))).isEqualTo("camp");
        assertThat(idWith(new KnownInstance("camp", UNIT, "/srv/old"))).isEqualTo("camp");
        assertThat(idWith(new KnownInstance("camp", "old.service", "/srv/old"))).isEqualTo("pretalx");
    }

    @Test
    void aLookThatCannotSeeTheDataDirectoryForgetsNothing() {
        KnownInstance known = new KnownInstance("camp", UNIT, DATA);
        InstanceFacts blind = SampleFacts.healthy().withoutSettings().facts();
        assertThat(InstanceIds.assign(List.of(blind), List.of(known)).known()).containsExactly(known);
    }

    @Test
    void twoThatShareAUnitNameOrNothingAreToldApartByTheBetterMatch() {
        KnownInstance first = new KnownInstance("first", UNIT, "/srv/first");
        KnownInstance second = new KnownInstance("second", UNIT, DATA);
        assertThat(InstanceIds.assign(List.of(FOUND), List.of(first, second)).instances())
                .extracting(InstanceFacts::id)
                .containsExactly("second");
    }

    @Test
    void withoutUnitsTheDataDirectoryDecides() {
        Fact<PretalxSettings> settings = FOUND.settings();
        assertThat(settings.isKnown()).isTrue();
        KnownInstance known = new KnownInstance("camp", "", DATA);
        assertThat(idWith(known)).isEqualTo("camp");
    }

    private static String idWith(KnownInstance known) {
        return InstanceIds.assign(List.of(FOUND), List.of(known))
                .instances()
                .get(0)
                .id();
    }
}
