package org.qeperf.train.amllibrary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qeperf.api.EditDistance;
import org.qeperf.api.InputException;

/** The sections of aMLLibrary's configuration files and the keys of each. */
final class AmlKeys {

    static final String GENERAL = "General";
    static final String DATA = "DataPreparation";
    static final String SELECTION = "FeatureSelection";

    /** Keys that aMLLibrary writes into the configuration that it keeps beside its results. */
    static final List<String> OF_THE_COMMAND = List.of("configuration_file", "output", "j", "debug", "details");

    private static final Map<String, List<String>> KEYS = keys();

    private AmlKeys() {}

    private static Map<String, List<String>> keys() {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        List<String> general = new ArrayList<>(List.of(
                "run_num",
                "techniques",
                "y",
                "hyperparameter_tuning",
                "hyperopt_max_evals",
                "hyperopt_save_interval",
                "save_training_regressors",
                "hp_selection",
                "validation",
                "hold_out_ratio",
                "folds",
                "extrapolation_columns",
                "interpolation_columns",
                "seed",
                "keras_backend",
                "keras_use_cpu"));
        general.addAll(OF_THE_COMMAND);
        keys.put(GENERAL, general);
        keys.put(
                DATA,
                List.of(
                        "input_path",
                        "normalization",
                        "inverse",
                        "log",
                        "ernest",
                        "product_max_degree",
                        "product_interactions_only",
                        "selected_products",
                        "use_columns",
                        "skip_columns",
                        "skip_rows",
                        "rename_columns",
                        "categorical_columns"));
        keys.put(SELECTION, List.of("method", "max_features", "min_features", "folds", "XGBoost_tolerance"));
        for (AmlTechnique technique : AmlTechnique.values()) {
            keys.put(technique.key(), technique.keys());
        }
        return keys;
    }

    /** Refuses sections and keys that nobody reads, and keys that stand in the wrong section. */
    static void check(Map<String, IniFile.Section> sections) {
        for (IniFile.Section section : sections.values()) {
            List<String> known = KEYS.get(section.name());
            if (known == null) {
                throw new InputException(
                        section.location(),
                        section.name(),
                        "unknown section " + InputException.quote(section.name())
                                + EditDistance.suggestion(section.name(), KEYS.keySet()),
                        "one of " + String.join(", ", KEYS.keySet()));
            }
            section.entries().forEach((key, entry) -> {
                if (!known.contains(key)) {
                    throw refusal(section.name(), key, entry, known);
                }
            });
        }
    }

    private static InputException refusal(String section, String key, IniFile.Entry entry, List<String> known) {
        List<String> elsewhere = KEYS.entrySet().stream()
                .filter(other -> other.getValue().contains(key))
                .map(other -> "[" + other.getKey() + "]")
                .toList();
        if (elsewhere.isEmpty()) {
            return new InputException(
                    entry.place(),
                    key,
                    "unknown key " + InputException.quote(key) + EditDistance.suggestion(key, known),
                    "one of " + String.join(", ", known));
        }
        return new InputException(
                entry.place(),
                key,
                "key '" + key + "' stands in [" + section + "]",
                "it in " + String.join(" or ", elsewhere));
    }
}
