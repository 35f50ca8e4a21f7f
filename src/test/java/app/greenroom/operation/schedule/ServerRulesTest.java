package app.greenroom.operation.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.operation.backup.SampleSite;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The rules that the server's program has in common with this one, by the tables that both are tried with. */
class ServerRulesTest {
    private static final Path MODULES = Path.of("src/main/resources/app/greenroom/operation/schedule/server");

    @Test
    void dueTimes() throws Exception {
        String said = SampleSite.python("""
            import datetime, json, sys
            sys.path.insert(0, sys.argv[1])
            sys.dont_write_bytecode = True
            import due

            def moment(text):
                return datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M:%S%z").timestamp()

            cases = json.load(open(sys.argv[2]))
            for case in cases:
                times, zone, at = case["times"], due.zone_of(case["zone"]), moment(case["at"])
                assert due.next_after(times, zone, at) == moment(case["next"]), case
                assert due.last_before(times, zone, at) == moment(case["last"]), case
            print(len(cases))
            """, MODULES.toString(), "src/test/resources/schedule/due.json");
        assertThat(Integer.parseInt(said.strip())).isGreaterThan(10);
    }

    @Test
    void whichSetsStay() throws Exception {
        String said = SampleSite.python(
                """
                import json, sys
                sys.path.insert(0, sys.argv[1])
                sys.dont_write_bytecode = True
                import keep

                cases = json.load(open(sys.argv[2]))["rule"]
                for case in cases:
                    names = case["snapshots"]
                    stay = keep.staying(names, set(names), case["keep"])
                    assert stay == set(case["kept"]), (case["name"], sorted(stay ^ set(case["kept"])))
                print(len(cases))
                """, MODULES.toString(), "src/test/resources/app/greenroom/domain/backup/retention.json");
        assertThat(Integer.parseInt(said.strip())).isGreaterThan(10);
    }
}
