package org.qeperf.app.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.SourceText;

/** Asks systemd and NGINX what they think of the files of a folder, and whether these agree with one another. Nothing is started. */
public final class DeploymentCheck {

    /** The exposure that systemd tells, times ten, must not be larger. */
    private static final String MOST_EXPOSURE = "20";

    private static final ParseLimits LIMITS = ParseLimits.ofBytes(1 << 20);
    private static final Pattern UNIT_PORT = Pattern.compile("(?m)^ExecStart=.* --port ([0-9]+) ");
    private static final Pattern SITE_PORT = Pattern.compile("(?m)^ *server [^;]*:([0-9]+);");
    private static final Pattern UNIT_UPLOAD =
            Pattern.compile("(?m)^" + SystemdUnit.MAX_UPLOAD + "=\"?([0-9]+)\"?\\s*$");
    private static final Pattern SITE_UPLOAD = Pattern.compile("(?m)^ *client_max_body_size ([0-9]+);");

    private DeploymentCheck() {}

    /** What came of a question. */
    public enum Verdict {
        /** As it should be. */
        GOOD,
        /** Not as it should be. */
        BAD,
        /** Not asked, since the program is not here. */
        SKIPPED
    }

    /**
     * An answer.
     *
     * @param question what was asked
     * @param verdict what came of it
     * @param detail what the program said, without control characters; empty for nothing
     */
    public record Answer(String question, Verdict verdict, String detail) {}

    /**
     * Checks the files that are in a folder.
     *
     * @param folder where {@value SystemdUnit#FILE}, {@value SystemdUnit#ENVIRONMENT_FILE} and {@value NginxSite#FILE} are, or
     *     some of them
     * @return answers in order; none if the folder has no such file
     * @throws UncheckedIOException if a file cannot be read
     * @throws InterruptedException if the thread is interrupted; what it waits for is ended
     */
    public static List<Answer> of(Path folder) throws InterruptedException {
        List<Answer> answers = new ArrayList<>();
        Path unit = folder.resolve(SystemdUnit.FILE);
        Path environment = folder.resolve(SystemdUnit.ENVIRONMENT_FILE);
        Path site = folder.resolve(NginxSite.FILE);
        if (Files.exists(unit)) {
            answers.add(Tool.SYSTEMD.ask("systemd-analyze verify", List.of("verify", unit.toString()), true));
            answers.add(Tool.SYSTEMD.ask(
                    "systemd-analyze security",
                    List.of(
                            "security",
                            "--offline=true",
                            "--threshold=" + MOST_EXPOSURE,
                            "--no-pager",
                            unit.toString()),
                    false));
        }
        if (Files.exists(environment)) {
            answers.add(secret(environment));
        }
        if (Files.exists(site)) {
            answers.add(asked(site));
        }
        if (Files.exists(unit) && Files.exists(site)) {
            answers.add(same("port", found(unit, UNIT_PORT), found(site, SITE_PORT)));
        }
        if (Files.exists(environment) && Files.exists(site)) {
            answers.add(same("largest upload", found(environment, UNIT_UPLOAD), found(site, SITE_UPLOAD)));
        }
        return answers;
    }

    /** A site is part of a configuration; this one has no other, and all its files in a folder of its own. */
    private static Answer asked(Path site) throws InterruptedException {
        try {
            Path folder = Files.createTempDirectory("qeperf-nginx-");
            Path main = folder.resolve("nginx.conf");
            try {
                Files.writeString(main, """
                        pid %1$s/pid;
                        error_log stderr;
                        events {}
                        http {
                            access_log off;
                            client_body_temp_path %1$s;
                            proxy_temp_path %1$s;
                            fastcgi_temp_path %1$s;
                            uwsgi_temp_path %1$s;
                            scgi_temp_path %1$s;
                            include "%2$s";
                        }
                        """.formatted(folder, site.toAbsolutePath()));
                return Tool.NGINX.ask(
                        "nginx -t", List.of("-t", "-q", "-p", folder.toString(), "-c", main.toString()), true);
            } finally {
                Files.deleteIfExists(folder.resolve("pid"));
                Files.deleteIfExists(main);
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer secret(Path environment) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(environment);
            boolean others = permissions.contains(PosixFilePermission.OTHERS_READ)
                    || permissions.contains(PosixFilePermission.OTHERS_WRITE)
                    || permissions.contains(PosixFilePermission.GROUP_WRITE);
            return new Answer(
                    "permissions of " + SystemdUnit.ENVIRONMENT_FILE,
                    others ? Verdict.BAD : Verdict.GOOD,
                    others ? "others can read or change it; expected mode 600" : "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer same(String what, Optional<String> service, Optional<String> site) {
        boolean good = service.isPresent() && service.equals(site);
        return new Answer(
                "same " + what,
                good ? Verdict.GOOD : Verdict.BAD,
                good ? "" : "service: " + service.orElse("none told") + ", site: " + site.orElse("none told"));
    }

    private static Optional<String> found(Path file, Pattern pattern) {
        Matcher matcher = pattern.matcher(new String(SourceText.readBytes(file, LIMITS), StandardCharsets.UTF_8));
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
