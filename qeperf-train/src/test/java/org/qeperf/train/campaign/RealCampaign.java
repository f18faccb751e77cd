package org.qeperf.train.campaign;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.qeperf.features.workload.PwFeatureExtractor;

/** Plans whose runs the installed pw.x makes in tenths of a second. */
final class RealCampaign {

    private static final Path PSEUDO = Path.of("/usr/share/espresso/pseudo");
    private static final List<Path> PROGRAMS = List.of(Path.of("/usr/bin/pw.x"), Path.of("/usr/bin/time"));
    private static final String INPUT = """
            &CONTROL
              disk_io = 'nowf'
            /
            &SYSTEM
              ibrav = 1, A = 4.0, nat = 2, ntyp = 1, ecutwfc = 15
            /
            &ELECTRONS
              conv_thr = 1.0d-6
            /
            ATOMIC_SPECIES
              H 1.008 H.pz-vbc.UPF
            ATOMIC_POSITIONS angstrom
              H 0.0 0.0 0.0
              H 0.0 0.0 0.74
            K_POINTS gamma
            """;

    private RealCampaign() {}

    static void assumeInstalled() {
        assumeTrue(
                PROGRAMS.stream().allMatch(Files::isExecutable) && Files.isDirectory(PSEUDO),
                "pw.x, its pseudopotentials and GNU time are not installed");
    }

    /** Writes a plan of hydrogen runs. */
    static Path plan(Path folder, String program, String keys) throws IOException {
        Files.writeString(folder.resolve("h2.in"), INPUT);
        Path plan = folder.resolve("plan.yaml");
        Files.writeString(
                plan,
                "name: test\nseed: 3\nversion: \"6.7\"\nprogram: " + program + "\npseudopotentials: {directories: ["
                        + PSEUDO + "]}\n" + keys + "\n");
        return plan;
    }

    /** A program that does something and then becomes pw.x. */
    static Path wrapper(Path folder, String commands) throws IOException {
        Path wrapper = folder.resolve("wrapper.sh");
        Files.writeString(wrapper, "#!/bin/bash\n" + commands + "\nexec pw.x \"$@\"\n");
        Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwx------"));
        return wrapper;
    }

    /** What finished, by run: the last line of pw.x that does not depend on time, or its absence. */
    static Map<String, String> finished(Path folder) throws IOException {
        Map<String, String> finished = new TreeMap<>();
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            for (Path run : runs.toList()) {
                String output = Files.readString(run.resolve("pw.out"));
                String energy = output.lines()
                        .filter(line -> line.startsWith("!"))
                        .findFirst()
                        .orElse("no energy");
                finished.put(
                        run.getFileName().toString(), energy + (output.contains("JOB DONE") ? ", done" : ", not done"));
            }
        }
        return finished;
    }

    /** Makes the runs of a plan; a process of its own can be killed. */
    public static void main(String[] arguments) throws InterruptedException {
        run(Path.of(arguments[0]), Path.of(arguments[1]));
    }

    static void run(Path plan, Path folder) throws InterruptedException {
        try (Campaign campaign = Campaign.open(CampaignPlan.read(plan), folder, new PwFeatureExtractor())) {
            campaign.runHere(0, (run, done, total, seconds, disturbed, left) -> {});
        }
    }
}
