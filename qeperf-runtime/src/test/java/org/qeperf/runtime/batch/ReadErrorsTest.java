package org.qeperf.runtime.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.InputException;

class ReadErrorsTest {

    private static String error(String text) {
        return assertThrows(InputException.class, () -> BatchScript.read(text, "run.sh"))
                .getMessage();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "#SBATCH -N two|1:12: the value is 'two'; expected a whole number from 1 to 1000000000",
                "#SBATCH --nodes=0|1:9: the value is '0'; expected a whole number from 1 to 1000000000",
                "#SBATCH -n 99999999999|1:12: the value is '99999999999'; expected a whole number from 1 to 1000000000",
                "#SBATCH --mem=1.5G|1:9: the value is '1.5G'; expected memory such as 64G or 64000M",
                "#SBATCH -t 1:2:3:4|1:12: the value is '1:2:3:4'; expected a time such as 30, 30:00, 01:30:00, 2-12, 2-12:00 or"
                        + " 2-12:00:00",
                "#SBATCH -p|1:9: the option '-p' has no value; expected its value behind it",
                "#SBATCH -p \"\"|1:12: the value is ''; expected a name",
                "#SBATCH -N 1 foo|1:14: a directive has the word 'foo'; expected options only",
                "#SBATCH -J \"a|1:12: a quote begins that does not end on the line; expected its end, as the batch system does",
                "#PBS -l select=x:y=1+0|1:22: the value is '0'; expected a whole number from 1 to 1000000000",
                "#PBS -l walltime=1h|1:18: the value is '1h'; expected a time such as 3600, 60:00 or 01:00:00",
                "#PBS -l mem=lots|1:13: the value is 'lots'; expected memory such as 64gb or 64000mb",
                "#PBS -l nodes=1 # one|1:17: a directive has the word '#'; expected options only",
                "#PBS -l select=1000000000+1000000000|1:16: the value is '1000000000+1000000000'; expected at most 1000000000 chunks",
                "#BSUB -W 1h|1:10: the value is '1h'; expected a time such as 90 or 1:30",
                "#BSUB -R rusage[mem=x]|1:10: the value is 'rusage[mem=x]'; expected memory such as rusage[mem=64GB]",
                "#BSUB -n|1:7: the option '-n' has no value; expected its value behind it",
                "#$ -pe mpi|1:4: the option '-pe' has no value; expected its value behind it",
                "#$ -l h_rt=x|1:12: the value is 'x'; expected a time such as 3600 or 01:00:00",
                "#$ -l h_vmem=x|1:14: the value is 'x'; expected memory such as 2G or 2000M"
            })
    void wrongDirectives(String directive, String message) {
        assertEquals("run.sh:" + message, error(directive + "\nsrun pw.x\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "#BSUB -n 5;#BSUB -nnodes 64;jsrun -r 536870912 -a 536870912 pw.x -in x|3:1: the job has 288230376151711744"
                        + " of something; expected at most 1000000000",
                "#BSUB -n 5;#BSUB -nnodes 64;jsrun -n 1000000000 -a 1000000000 pw.x|3:1: the job has 15625000000000000 of"
                        + " something; expected at most 1000000000",
                "#SBATCH -N 976563k;srun pw.x|1:12: the value is '976563k'; expected a whole number from 1 to 1000000000"
            })
    void productsThatAreTooLarge(String script, String message) {
        assertEquals("run.sh:" + message, error(script.replace(';', '\n') + "\n"));
    }

    @Test
    void directivesAndLaunchLinesEndAtTheSameNumber() {
        String script = "#SBATCH -N NUMBER\nmpirun -np NUMBER pw.x\n";
        Resources most = BatchScript.read(script.replace("NUMBER", "1000000000"), "run.sh")
                .job()
                .resources();
        assertEquals(1_000_000_000, most.nodes());
        assertEquals(1, most.tasksPerNode());
        assertEquals(
                1_000,
                BatchScript.read("#SBATCH -N 1000000\nmpirun -np 1000000000 pw.x\n", "run.sh")
                        .job()
                        .resources()
                        .tasksPerNode());
    }

    @Test
    void scriptsThatAreNone() {
        assertEquals(
                "run.sh:1:1: the script has no directives; expected lines that begin with #SBATCH, #PBS, #BSUB or #$",
                error("#!/bin/bash\nsrun pw.x\n"));
        assertEquals(
                "run.sh:2:1: the script has directives of PBS, and in line 1 of SLURM; expected those of one batch system",
                error("#SBATCH -N1\n#PBS -N x\nsrun pw.x"));
        assertEquals(
                "run.sh:2:1: the script starts no program; expected a launch line such as 'srun pw.x -in pw.in'",
                error("#SBATCH -N1\necho hello"));
        assertEquals(
                "run.sh:2:4: the line has a carriage return, which batch systems refuse; expected lines that end with a newline alone",
                error("#SBATCH -N1\nabc\r\n"));
        assertEquals(
                "run.sh:2:2: the line has a null character, which batch systems refuse; expected text",
                error("#SBATCH -N1\na\0"));
        assertEquals(
                "run.sh:2:6: a quote begins that does not end; expected its end, as the shell does",
                error("#SBATCH -N1\nsrun 'pw.x"));
        assertEquals(
                "run.sh:2:6: a quote begins that does not end; expected its end, as the shell does",
                error("#SBATCH -N1\nsrun \"pw.x"));
        assertEquals(
                "run.sh:2:6: a parenthesis begins that does not end; expected its end, as the shell does",
                error("#SBATCH -N1\nsrun $(pw.x"));
        assertEquals(
                "run.sh:2:6: a brace begins that does not end; expected its end, as the shell does",
                error("#SBATCH -N1\nsrun ${pw.x"));
        assertEquals(
                "run.sh:2:6: a command in backquotes begins that does not end; expected its end, as the shell does",
                error("#SBATCH -N1\nsrun `pw.x"));
    }

    @Test
    void limits() {
        assertEquals(
                "run.sh:1:1: the script has 1048577 characters; expected at most 1048576",
                error("x".repeat((1 << 20) + 1)));
        assertEquals("run.sh:1:1: the script has 100001 lines; expected at most 100000", error("\n".repeat(100_001)));
        assertEquals(
                "run.sh:4:3067: the variables of the script stand for too much text; expected at most 4194304 characters in all",
                error("#SBATCH -N1\nA=" + "a".repeat(4096) + "\nB=b\n" + "$A ".repeat(2000)));
        assertEquals(
                "run.sh:2:1: the job has 999999998000000001 of something; expected at most 1000000000",
                error("#BSUB -n 1\njsrun -n 1 -r 999999999 -a 999999999 pw.x"));
        assertEquals(
                "run.sh:1:1: the memory of a node is too much; expected less than 2^63 bytes",
                error("#SBATCH --mem-per-cpu=900000T -n 1000000000\nsrun pw.x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$A ",
                "a=$a$a\n",
                "((",
                "$((",
                "<<E\n",
                "\\\n",
                "exec ",
                "if ",
                "{ ",
                "( ",
                "${",
                "\"$(",
                "`",
                "'",
                "| ",
                "srun x\n",
                "srun -n ",
                "# MODULES BEGIN a\n",
                "export A=1\n",
                "$'",
                ">",
                "<",
                "&",
                ";",
                "x<<a<<b\n",
                "\n#SBATCH -N1\n",
                "case x in a) "
            })
    void repeatedPiecesTakeNoTime(String piece) {
        String text = "#SBATCH -N1\nA=" + "ab ".repeat(100) + "\n" + piece.repeat(900_000 / piece.length() - 100);
        Assertions.assertTimeout(
                Duration.ofSeconds(20), () -> ignoreErrors(text.substring(0, Math.min(text.length(), 1 << 20))));
    }

    @Test
    void anyBytesGiveAScriptOrAnError() {
        Random random = new Random(11);
        RandomJobs jobs = new RandomJobs(11);
        List<String> pieces = List.of(
                "'",
                "\"",
                "\\",
                "\n",
                "$",
                "${",
                "$(",
                ")",
                "`",
                "<<E",
                "#",
                "#SBATCH ",
                "#PBS ",
                "-l ",
                "=",
                ":",
                "+",
                ",",
                "-",
                "srun ",
                "[",
                "]",
                "999999999999",
                "\u2028",
                "\ud800",
                "&",
                "|",
                ";",
                ">",
                "<",
                "#$ -",
                "#BSUB -R ",
                "exec",
                "if ",
                "fi\n",
                "{",
                "}");
        for (int i = 0; i < 10_000; i++) {
            StringBuilder text = new StringBuilder();
            if (random.nextInt(4) == 0) {
                byte[] bytes = new byte[random.nextInt(300)];
                random.nextBytes(bytes);
                text.append("#SBATCH -N1\n").append(new String(bytes, StandardCharsets.ISO_8859_1));
            } else {
                Scheduler scheduler = Scheduler.values()[random.nextInt(4)];
                text.append(BatchScript.write(jobs.next(scheduler), scheduler));
            }
            for (int j = random.nextInt(5); j >= 0; j--) {
                int at = random.nextInt(text.length() + 1);
                if (random.nextBoolean()) {
                    text.insert(at, pieces.get(random.nextInt(pieces.size())));
                } else {
                    text.delete(at, Math.min(text.length(), at + random.nextInt(8)));
                }
            }
            ignoreErrors(text.toString());
        }
    }

    /** Anything but an error of the input leaves this test. */
    private static void ignoreErrors(String text) {
        try {
            BatchScript.read(text, "run.sh");
        } catch (InputException expected) {
            assertEquals("run.sh", expected.location().source());
        }
    }
}
