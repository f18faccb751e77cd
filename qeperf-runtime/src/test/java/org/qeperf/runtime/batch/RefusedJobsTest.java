package org.qeperf.runtime.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that no script can say. */
class RefusedJobsTest {

    private static String refusal(Job job, Scheduler scheduler) {
        return assertThrows(IllegalArgumentException.class, () -> BatchScript.write(job, scheduler))
                .getMessage();
    }

    private static Job queue(String account, String partition, Optional<String> qos, Optional<String> constraint) {
        Queue queue = new Queue(Optional.of(account), Optional.of(partition), qos, constraint);
        return Jobs.job("t", queue, Jobs.SMALL, Jobs.command(Launcher.MPIRUN, "pw.x"));
    }

    private static Job output(String file) {
        Job job = Jobs.minimal();
        return new Job(
                job.name(),
                job.queue(),
                job.resources(),
                Optional.of(file),
                job.error(),
                job.modules(),
                job.environment(),
                job.command());
    }

    private static Job modules(String machine, String command) {
        Job job = Jobs.minimal();
        return new Job(
                job.name(),
                job.queue(),
                job.resources(),
                job.output(),
                job.error(),
                Optional.of(new ModuleBlock(machine, List.of("qe"), List.of(command))),
                job.environment(),
                job.command());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\nb",
                "a\rb",
                "a\0b",
                "a\tb",
                "a\u0085b",
                "a\u2028b",
                "a\u2029b",
                "a\u001bb",
                "a\ud800b",
                "\udc00"
            })
    void aTextOfMoreThanOneLineIsRefusedEverywhere(String text) {
        for (Scheduler scheduler : Scheduler.values()) {
            Launcher launcher = Launcher.MPIRUN;
            for (Job job : List.of(
                    output(text),
                    queue(text, "q", Optional.empty(), Optional.empty()),
                    queue("a", text, Optional.empty(), Optional.empty()),
                    Jobs.with(Jobs.command(launcher, "pw.x", text)),
                    Jobs.with(Jobs.command(launcher, text)),
                    Jobs.with(new Command(
                            launcher,
                            Optional.of(new Container(text, Container.Devices.NONE)),
                            List.of("pw.x"),
                            Optional.empty())),
                    Jobs.with(new Command(
                            launcher, Optional.empty(), List.of("pw.x"), Optional.of(text), Optional.empty())),
                    Jobs.with(new Command(launcher, Optional.empty(), List.of("pw.x"), Optional.of(text))),
                    modules(text, "ml qe"),
                    modules("m", "ml " + text))) {
                refusal(job, scheduler);
            }
        }
    }

    @Test
    void theCharacterIsNamed() {
        assertEquals(
                "a word of the command has the character U+2028; expected text of one line",
                refusal(Jobs.with(Jobs.command(Launcher.MPIRUN, "pw.x", "a\u2028b")), Scheduler.PBS));
    }

    @Test
    void emptyTextsAreRefused() {
        assertEquals("the output file is empty; expected text of one line", refusal(output(""), Scheduler.SLURM));
        assertEquals(
                "the program is empty; expected text of one line",
                refusal(Jobs.with(Jobs.command(Launcher.MPIRUN, "")), Scheduler.SLURM));
    }

    @Test
    void fileNamesWithAHostOrAPatternAreRefused() {
        assertEquals(
                "the output file is 'host:/etc/x', which the batch system can't be told; expected letters, digits and"
                        + " _ . / + = @ % -, no hyphen first",
                refusal(output("host:/etc/x"), Scheduler.PBS));
        assertEquals(
                "the output file is 'a$JOB_ID', which the batch system can't be told; expected letters, digits and"
                        + " _ . / + = @ % -, no hyphen first",
                refusal(output("a$JOB_ID"), Scheduler.SGE));
        assertEquals(
                "the output file is 'a%J', which the batch system can't be told; expected letters, digits and"
                        + " _ . / + = : @ , -, no hyphen first",
                refusal(output("a%J"), Scheduler.LSF));
        assertEquals(
                "the output file is 'a\\b'; expected a name without backslash, since Slurm drops it",
                refusal(output("a\\b"), Scheduler.SLURM));
    }

    @Test
    void whatABatchSystemDoesNotHaveIsRefused() {
        assertEquals(
                "a job of PBS has a quality of service; expected none, since the batch system knows none",
                refusal(queue("a", "q", Optional.of("high"), Optional.empty()), Scheduler.PBS));
        assertEquals(
                "a job of LSF has a constraint; expected none, since the batch system knows none",
                refusal(queue("a", "q", Optional.empty(), Optional.of("gpu")), Scheduler.LSF));
    }

    @Test
    void aProgramOrImageThatLooksLikeAnOptionIsRefused() {
        assertEquals(
                "the program is '--export=NONE'; expected a name that does not begin with a hyphen",
                refusal(Jobs.with(Jobs.command(Launcher.SRUN, "--export=NONE")), Scheduler.SLURM));
        Command command = new Command(
                Launcher.SRUN,
                Optional.of(new Container("-B/", Container.Devices.NONE)),
                List.of("pw.x"),
                Optional.empty());
        assertEquals(
                "the image of the container is '-B/'; expected a name that does not begin with a hyphen",
                refusal(Jobs.with(command), Scheduler.SLURM));
    }

    @Test
    void aColonWouldBeginAnotherProgram() {
        assertEquals(
                "a word of the command is ':', which launchers take for the begin of another program",
                refusal(Jobs.with(Jobs.command(Launcher.MPIRUN, "pw.x", ":", "rm")), Scheduler.SLURM));
    }

    @Test
    void aFileThatIsAConnectionForBashIsRefused() {
        Command command =
                new Command(Launcher.MPIRUN, Optional.empty(), List.of("pw.x"), Optional.of("/dev/tcp/example.org/80"));
        assertEquals(
                "the command reads or writes '/dev/tcp/example.org/80', which is a connection for bash; expected a file",
                refusal(Jobs.with(command), Scheduler.SLURM));
    }

    @Test
    void launchersGoWithTheirBatchSystem() {
        assertEquals(
                "the launcher is SRUN and the batch system PBS; expected SRUN with SLURM, JSRUN with LSF, or MPIRUN or MPIEXEC",
                refusal(Jobs.with(Jobs.command(Launcher.SRUN, "pw.x")), Scheduler.PBS));
        assertEquals(
                "the launcher is JSRUN and the batch system SLURM; expected SRUN with SLURM, JSRUN with LSF, or MPIRUN or MPIEXEC",
                refusal(Jobs.with(Jobs.command(Launcher.JSRUN, "pw.x")), Scheduler.SLURM));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rm -rf /",
                "module load a; rm b",
                "module load `x`",
                "ml  qe",
                "ml qe ",
                " ml qe",
                "modules load x",
                "ml a|b",
                "ml (a)",
                "ml \"a\"",
                "",
                "ml $(x)",
                "ml ${x}",
                "ml a\\b",
                "ml *",
                "ml ~",
                "ml a$",
                "ml $$",
                "ml $1"
            })
    void onlyModuleCommandsStandInTheBlock(String command) {
        assertEquals(
                "a module command is '" + command.replace("\\", "\\")
                        + "'; expected module or ml, and at most 64 words of letters, digits and _./+=:@,- or variables such as"
                        + " $HOME, with one space before each",
                refusal(modules("m", command), Scheduler.SLURM));
    }

    @Test
    void namesOfVariablesAreChecked() {
        Job job = Jobs.minimal();
        Job wrong = new Job(
                job.name(),
                job.queue(),
                job.resources(),
                job.output(),
                job.error(),
                job.modules(),
                Map.of("A;x", "1"),
                job.command());
        assertEquals(
                "a variable has the name 'A;x'; expected letters, digits and underscores, no digit first",
                refusal(wrong, Scheduler.SLURM));
    }

    @Test
    void aCommandNeedsAProgram() {
        assertEquals(
                "a command needs a program",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new Command(Launcher.SRUN, Optional.empty(), List.of(), Optional.empty()))
                        .getMessage());
    }
}
