package org.qeperf.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.qeperf.api.predict.ModelId;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.SourceText;
import org.qeperf.train.registry.Alias;
import org.qeperf.train.registry.ModelRegistry;
import org.qeperf.train.registry.ModelVersion;
import org.qeperf.train.registry.RegistryEvent;
import org.qeperf.train.registry.ServedModels;
import org.qeperf.train.registry.Slot;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What the commands that change the registry have in common. */
final class RegistryChanges {

    private RegistryChanges() {}

    static ModelVersion register(ModelRegistry registry, Path file, Optional<String> origin) {
        byte[] content = SourceText.readBytes(file, ParseLimits.DEFAULT);
        return registry.register(file.toString(), content, origin.orElse("file " + String.valueOf(file.getFileName())));
    }

    /** A version by its full name: what is promoted today is not to be another model tomorrow. */
    static ModelVersion version(ModelRegistry registry, String reference, CommandLine command) {
        if (reference.indexOf('@') < 0) {
            throw new ParameterException(command, "model " + reference + " has no version; expected NAME@VERSION");
        }
        return registry.current().version(reference);
    }

    /** Whether a champion answers, not what ships. */
    static boolean isOwn(Slot slot, ServedModels served) {
        return served.version(slot, Alias.CHAMPION).isPresent()
                || served.version(new Slot(slot.target(), Slot.ANY_MACHINE), Alias.CHAMPION)
                        .isPresent();
    }

    static List<List<String>> table(List<RegistryEvent> history) {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("TIME", "EVENT", "MODEL", "FOR", "REASON"));
        for (RegistryEvent event : history) {
            String alias = event.alias()
                    .map(a -> " " + a.name().toLowerCase(Locale.ROOT))
                    .orElse("");
            table.add(List.of(
                    event.at().toString(),
                    event.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ') + alias,
                    event.model().map(ModelId::toString).orElse("-"),
                    event.slot().map(RegistryOption::words).orElse("-"),
                    event.reason()));
        }
        return table;
    }
}
