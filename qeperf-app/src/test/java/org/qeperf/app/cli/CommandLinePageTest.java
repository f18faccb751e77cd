package org.qeperf.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.qeperf.app.service.ServeCommand;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** {@code docs/command-line.md} is what {@code --help} prints; {@code -Dqeperf.docs=write} writes it anew. */
class CommandLinePageTest {

    private static final Path PAGE = Path.of("../docs/command-line.md");

    @Test
    void thePageIsWhatHelpPrints() throws IOException {
        StringBuilder page = new StringBuilder("""
                # Commands

                What `--help` of each command prints, written by `CommandLinePageTest`. What they do for whom: the guides for
                [researchers](guide-researcher.md), [authors of workflow engines](guide-workflow-author.md),
                [authors of plug-ins](guide-plugin-author.md) and [administrators](guide-administrator.md).
                """);
        write(QePerf.line("", ServeCommand.class), page);
        if ("write".equals(System.getProperty("qeperf.docs"))) {
            Files.writeString(PAGE, page);
        }
        assertEquals(page.toString(), Files.readString(PAGE).replace("\r\n", "\n"));
    }

    /** A list of commands shows the first line alone. */
    @Test
    void theFirstLineOfACommandIsASentence() {
        List<String> cut = new ArrayList<>();
        assertTrue(collectCut(QePerf.line("", ServeCommand.class), cut) > 40);
        assertEquals(List.of(), cut);
    }

    @Test
    void aCommandThatIsCalledIsLookedAtAlone() {
        Set<String> names = QePerf.line("", ServeCommand.class).getSubcommands().keySet();
        assertTrue(names.size() > 15, names.toString());
        for (String name : names) {
            assertEquals(
                    Set.of(name),
                    QePerf.line(name, ServeCommand.class).getSubcommands().keySet());
        }
        assertEquals(
                names,
                QePerf.line("Predict me", ServeCommand.class).getSubcommands().keySet());
    }

    private static int collectCut(CommandLine command, List<String> cut) {
        String[] description = command.getCommandSpec().usageMessage().description();
        if (description.length == 0 || !description[0].endsWith(".")) {
            cut.add(command.getCommandSpec().qualifiedName());
        }
        int commands = 1;
        for (CommandLine sub : command.getSubcommands().values()) {
            commands += collectCut(sub, cut);
        }
        return commands;
    }

    private static void write(CommandLine command, StringBuilder page) {
        boolean top = command.getParent() == null;
        page.append(top || command.getParent().getParent() == null ? "\n## " : "\n### ")
                .append(command.getCommandSpec().qualifiedName())
                .append("\n\n```text\n")
                .append(command.getUsageMessage(Ansi.OFF)
                        .replace(System.lineSeparator(), "\n")
                        .replaceAll(" +\n", "\n"))
                .append("```\n");
        Set<CommandLine> below = new LinkedHashSet<>(command.getSubcommands().values());
        below.stream()
                .sorted((a, b) -> top ? 0 : a.getCommandName().compareTo(b.getCommandName()))
                .forEach(sub -> write(sub, page));
    }
}
