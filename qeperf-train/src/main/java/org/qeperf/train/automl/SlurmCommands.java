package org.qeperf.train.automl;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.qeperf.train.slurm.SlurmCommand;

/** Slurm's commands. An array goes by the name of its wave, which tells a search that goes on what is still under way. */
final class SlurmCommands implements Slurm {

    private final SlurmFolder folder;
    private final List<String> options;

    SlurmCommands(SlurmFolder folder, List<String> options) {
        this.folder = folder;
        this.options = List.copyOf(options);
    }

    @Override
    public void submit(String wave, int jobs) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("sbatch", "--ntasks=1"));
        command.addAll(options);
        // These stand last, so that no option of the user replaces what the search relies on.
        command.addAll(List.of(
                "--parsable",
                "--job-name=" + wave,
                "--array=1-" + jobs,
                "--chdir=" + folder.path(),
                "--output=" + log(wave),
                folder.script().toString(),
                folder.path().resolve(wave).toString()));
        SlurmCommand.run(command);
    }

    /** Slurm reads {@code %} in a path as a pattern, and a backslash as the wish that it did not. */
    private String log(String wave) {
        String path = folder.path().resolve(wave).toString();
        return path.contains("\\") ? "/dev/null" : path.replace("%", "%%") + "-%a.log";
    }

    @Override
    public List<Listed> list(Collection<String> waves) throws InterruptedException {
        String table = SlurmCommand.run(
                List.of("squeue", "--noheader", "--array", "--name=" + names(waves), "--format=%j %K %T %r"));
        List<Listed> jobs = new ArrayList<>();
        for (String line : table.lines().toList()) {
            String[] cells = line.strip().split(" ", 4);
            if (cells.length == 4 && waves.contains(cells[0])) {
                jobs.add(new Listed(
                        cells[0], Integer.parseInt(cells[1]), cells[2].toLowerCase(Locale.ROOT), cells[3].strip()));
            }
        }
        return jobs;
    }

    @Override
    public void cancel(Collection<String> waves) throws InterruptedException {
        for (String wave : waves) {
            SlurmCommand.run(List.of("scancel", "--name=" + wave));
        }
    }

    private static String names(Collection<String> waves) {
        return waves.stream().distinct().collect(Collectors.joining(","));
    }
}
