package org.qeperf.app.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.app.deploy.DeploymentCheck.Answer;
import org.qeperf.app.deploy.DeploymentCheck.Verdict;

/** The unit, as it is written and as systemd takes it. */
class SystemdUnitTest {

    /** A Java that is on this machine, since systemd looks for it; elsewhere than a link of a version manager. */
    private static final String JAVA = "/usr/bin/env";

    private static final SystemdUnit UNIT = unit("127.0.0.1", "/var/lib/qeperf", Optional.empty(), Optional.empty());

    @TempDir
    private Path folder;

    private static SystemdUnit unit(String address, String data, Optional<String> user, Optional<String> keys) {
        return new SystemdUnit(JAVA, "/opt/qeperf/qeperf.jar", address, 8765, data, user, 1L << 30, 64 << 20, keys);
    }

    private static List<String> lines(SystemdUnit unit) {
        return unit.unit().lines().toList();
    }

    @Test
    void startsTheServiceAndWaitsUntilItCanPredict() {
        List<String> lines = lines(UNIT);
        assertTrue(lines.contains("ExecStart=/usr/bin/env -Xmx1024m -XX:+ExitOnOutOfMemoryError"
                + " -Djava.io.tmpdir=/var/cache/qeperf -Dorg.bytedeco.javacpp.cachedir=/var/cache/qeperf/javacpp"
                + " $QEPERF_JAVA_OPTS -jar /opt/qeperf/qeperf.jar serve --address 127.0.0.1 --port 8765"
                + " --data /var/lib/qeperf"));
        assertTrue(
                lines.contains("ExecStartPost=/usr/bin/curl --silent --show-error --fail --output /dev/null --retry 60"
                        + " --retry-delay 1 --retry-connrefused --retry-max-time 60 --max-time 5"
                        + " http://127.0.0.1:8765/health/ready"));
        assertTrue(lines.containsAll(List.of(
                "DynamicUser=yes",
                "StateDirectory=qeperf",
                "MemoryMax=1536M",
                "TimeoutStopSec=30",
                "SuccessExitStatus=143",
                "IPAddressDeny=any")));
        assertFalse(UNIT.unit().contains("MemoryDenyWriteExecute"), "Java compiles while it runs");
        assertEquals("QEPERF_MAX_UPLOAD=67108864\nQEPERF_JAVA_OPTS=\n", UNIT.environment());
    }

    @Test
    void isOpenToOthersOnlyWhereItListensToThem() {
        SystemdUnit open = unit("::", "/srv/qeperf", Optional.of("qeperf"), Optional.of("/etc/qeperf/keys"));
        List<String> lines = lines(open);
        assertFalse(open.unit().contains("IPAddress"));
        assertTrue(open.unit().contains(" --address :: "));
        assertTrue(open.unit().contains("http://[::1]:8765/health/ready"));
        assertTrue(open.unit().contains(" --keys-file ${CREDENTIALS_DIRECTORY}/keys\n"));
        assertTrue(lines.containsAll(
                List.of("User=qeperf", "ReadWritePaths=/srv/qeperf", "LoadCredential=keys:/etc/qeperf/keys")));
        assertFalse(open.unit().contains("DynamicUser"));
    }

    @Test
    void systemdTakesIt() throws IOException, InterruptedException {
        assumeTrue(Tool.SYSTEMD.find().isPresent(), "systemd-analyze is not here");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "curl is not here");
        for (SystemdUnit unit : List.of(
                UNIT,
                unit("127.0.0.1", "/var/lib/qeperf", Optional.empty(), Optional.of("/etc/qeperf/keys")),
                unit("::1", "/srv/qeperf", Optional.of("root"), Optional.empty()))) {
            Files.writeString(folder.resolve(SystemdUnit.FILE), unit.unit());
            List<Answer> answers = DeploymentCheck.of(folder);
            assertEquals(2, answers.size());
            answers.forEach(answer -> assertEquals(Verdict.GOOD, answer.verdict(), answer.toString()));
        }
    }

    @Test
    void whatSystemdDoesNotKnowIsBad() throws IOException, InterruptedException {
        assumeTrue(Tool.SYSTEMD.find().isPresent(), "systemd-analyze is not here");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "curl is not here");
        Files.writeString(
                folder.resolve(SystemdUnit.FILE),
                UNIT.unit().replace("NoNewPrivileges=", "NoNewPrivilege=").replace("CapabilityBoundingSet=\n", ""));
        Answer verified = DeploymentCheck.of(folder).get(0);
        assertEquals(Verdict.BAD, verified.verdict());
        assertTrue(verified.detail().contains("'NoNewPrivilege'"), verified.detail());
        Files.writeString(folder.resolve(SystemdUnit.FILE), "[Service]\nExecStart=/usr/bin/env\n");
        Answer open = DeploymentCheck.of(folder).get(1);
        assertEquals("systemd-analyze security", open.question());
        assertEquals(Verdict.BAD, open.verdict());
    }

    private static void refused(String message, Runnable made) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, made::run).getMessage());
    }

    private static SystemdUnit numbers(int port, long heap, int upload) {
        return new SystemdUnit(
                JAVA, "/opt/q.jar", "127.0.0.1", port, "/var/lib/q", Optional.empty(), heap, upload, Optional.empty());
    }

    @Test
    void refusesWhatCannotStandInTheFile() {
        refused(
                "the data folder is '/var/lib/a b'; expected an absolute path of letters, digits and _ + @ . -, no part of"
                        + " which begins with . or -",
                () -> unit("127.0.0.1", "/var/lib/a b", Optional.empty(), Optional.empty()));
        refused(
                "the data folder is /home/me/data, and the unit does not see /home; expected a place such as /opt/qeperf, or"
                        + " /var/lib/qeperf for data",
                () -> unit("127.0.0.1", "/home/me/data", Optional.empty(), Optional.empty()));
        refused(
                "the data folder is /srv/data, which a user made by systemd does not own; expected a folder below /var/lib/,"
                        + " or a user",
                () -> unit("127.0.0.1", "/srv/data", Optional.empty(), Optional.empty()));
        refused(
                "the user is 'A'; expected lower-case letters, digits, _ and -, at most 31, no digit or - first",
                () -> unit("127.0.0.1", "/var/lib/q", Optional.of("A"), Optional.empty()));
        refused(
                "the address is 'localhost'; expected the number of an interface such as 127.0.0.1 or ::1",
                () -> unit("localhost", "/var/lib/q", Optional.empty(), Optional.empty()));
        refused("the port is 0; expected 1 to 65535", () -> numbers(0, 1 << 30, 1));
        refused("the memory is 1 bytes; expected 64 MiB to 1 PiB", () -> numbers(1, 1, 1));
        refused("the largest upload is 0 bytes; expected at least 1", () -> numbers(1, 1 << 30, 0));
    }
}
