package org.qeperf.runtime.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs generated scripts with a real bash, in which launchers and module commands are functions that tell their words. */
class ScriptsInShellTest {

    private static final int JOBS = 200;

    private static final String DRIVER = """
            told() { printf '%s\\0' "$@" > "../$i.words"; env -0 > "../$i.env"; cat > "../$i.in"; echo told; return 7; }
            srun() { told srun "$@"; }
            mpirun() { told mpirun "$@"; }
            mpiexec() { told mpiexec "$@"; }
            jsrun() { told jsrun "$@"; }
            module() { return 1; }
            ml() { return 1; }
            cd "$1" || exit 9
            for ((i = 0; i < $2; i++)); do
                bash -n "$i.sh" || echo "bash -n: $i"
                mkdir "$i.folder" && cd "$i.folder" || exit 9
                export PBS_O_WORKDIR=$PWD
                if [ -s "../$i.input" ]; then IFS= read -r -d '' name < "../$i.input"; echo given > "$name"; fi
                ( . "../$i.sh" ) > "../$i.out" < /dev/null
                [ $? = 7 ] || echo "status: $i"
                if [ -s "../$i.output" ]; then
                    IFS= read -r -d '' name < "../$i.output"
                    [ "$(cat -- "$name")" = told ] || echo "output: $i"
                elif [ "$(cat "../$i.out")" != told ]; then
                    echo "output: $i"
                fi
                cd ..
            done
            find . -name canary
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void wordsArriveAsTheyAreAndNothingElseRuns(Scheduler scheduler) throws Exception {
        RandomJobs random = new RandomJobs(99);
        List<Job> jobs = new ArrayList<>();
        for (int i = 0; i < JOBS; i++) {
            Job job = random.next(scheduler);
            jobs.add(job);
            write(i + ".sh", BatchScript.write(job, scheduler));
            write(i + ".input", job.command().input().map(name -> name + "\0").orElse(""));
            write(i + ".output", job.command().output().map(name -> name + "\0").orElse(""));
        }
        assertEquals("", bash(DRIVER, folder.toString(), Integer.toString(JOBS)));
        for (int i = 0; i < JOBS; i++) {
            Command command = jobs.get(i).command();
            List<String> told = List.of(read(i + ".words").split("\0"));
            List<String> expected = new ArrayList<>();
            command.container().ifPresent(container -> {
                expected.addAll(List.of("apptainer", "exec"));
                switch (container.devices()) {
                    case NVIDIA -> expected.add("--nv");
                    case AMD -> expected.add("--rocm");
                    case NONE -> {}
                }
                expected.add(container.image());
            });
            expected.addAll(command.words());
            List<String> all = List.of((read(i + ".words") + "end").split("\0", -1));
            assertEquals(expected, all.subList(all.size() - 1 - expected.size(), all.size() - 1));
            assertEquals(command.launcher().name().toLowerCase(java.util.Locale.ROOT), told.get(0));
            List<String> environment = List.of(read(i + ".env").split("\0"));
            for (Map.Entry<String, String> variable : jobs.get(i).environment().entrySet()) {
                assertTrue(environment.contains(variable.getKey() + "=" + variable.getValue()), variable.toString());
            }
            assertEquals(command.input().isPresent() ? "given\n" : "", read(i + ".in"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void shellcheckFindsNothing(Scheduler scheduler) throws Exception {
        assumeTrue(isThere("shellcheck"), "no shellcheck");
        write("full.sh", BatchScript.write(Jobs.full(scheduler), scheduler));
        write("minimal.sh", BatchScript.write(Jobs.minimal(), scheduler));
        assertEquals("", run(List.of("shellcheck", folder + "/full.sh", folder + "/minimal.sh")));
        List<String> command = new ArrayList<>(List.of("shellcheck", "--severity=warning"));
        RandomJobs random = new RandomJobs(5);
        for (int i = 0; i < JOBS; i++) {
            write(i + ".sh", BatchScript.write(random.next(scheduler), scheduler));
            command.add(folder + "/" + i + ".sh");
        }
        assertEquals("", run(command));
    }

    @Test
    void theExitStatusIsThatOfTheProgram() throws Exception {
        write("pw.x", "#!/bin/sh\nexit 3\n");
        write("mpirun", "#!/bin/sh\nwhile [ \"$1\" != core ]; do shift; done\nshift\nexec \"$@\"\n");
        assertTrue(folder.resolve("pw.x").toFile().setExecutable(true));
        assertTrue(folder.resolve("mpirun").toFile().setExecutable(true));
        Job job = Jobs.with(
                new Command(Launcher.MPIRUN, Optional.empty(), List.of("pw.x"), Optional.of(folder + "/pw.out")));
        write("job.sh", BatchScript.write(job, Scheduler.SLURM));
        assertEquals("3\n", bash("PATH=$1:$PATH; bash \"$1/job.sh\"; echo $?", folder.toString()));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
    }

    private String read(String name) throws IOException {
        return Files.readString(folder.resolve(name), StandardCharsets.UTF_8);
    }

    private static String bash(String script, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("bash", "-c", script, "driver"));
        command.addAll(List.of(arguments));
        return run(command);
    }

    static String run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text;
    }

    static boolean isThere(String program) {
        return Stream.of(System.getenv("PATH").split(":")).anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    }
}
