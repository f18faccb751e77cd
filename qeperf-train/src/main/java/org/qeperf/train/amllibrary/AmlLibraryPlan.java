package org.qeperf.train.amllibrary;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;
import org.qeperf.api.train.Dimension;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.runtime.artifact.Preparation.TargetForm;
import org.qeperf.train.automl.plan.AutoMlPlan;
import org.qeperf.train.automl.plan.AutoMlPlan.ColumnSelectionPlan;
import org.qeperf.train.automl.plan.AutoMlPlan.SearchPlan;
import org.qeperf.train.automl.plan.TechniquePlan;
import org.qeperf.train.table.FeaturePlan;
import org.qeperf.train.validate.Validation;

/**
 * Reads configuration files of aMLLibrary as search plans. {@code docs/automl-plan.md} says what becomes of each key.
 */
public final class AmlLibraryPlan {

    private static final int MOST = 1_000_000;

    private final Path file;
    private final RegressorCatalogue catalogue;
    private final Map<String, IniFile.Section> sections;
    private final IniFile.Section general;
    private final List<String> notes = new ArrayList<>();

    private AmlLibraryPlan(Path file, RegressorCatalogue catalogue) {
        this.file = file;
        this.catalogue = catalogue;
        this.sections = IniFile.read(file);
        AmlKeys.check(sections);
        this.general = section(AmlKeys.GENERAL);
    }

    /**
     * Reads a configuration.
     *
     * @param file an .ini file
     * @param catalogue the training back-ends at hand
     * @return the plan, with notes on what is not the same as in aMLLibrary
     * @throws InputException if it is no such configuration, or asks for what there is not
     * @throws UncheckedIOException if it cannot be read
     */
    public static AutoMlPlan read(Path file, RegressorCatalogue catalogue) {
        return new AmlLibraryPlan(file, catalogue).plan();
    }

    private IniFile.Section section(String name) {
        IniFile.Section section = sections.get(name);
        if (section == null) {
            throw new InputException(
                    new SourceLocation(file.toString(), 1, 1),
                    "",
                    "section [" + name + "] is missing",
                    "a configuration of aMLLibrary");
        }
        return section;
    }

    private AutoMlPlan plan() {
        if (general.find("techniques").isEmpty()) {
            throw new InputException(
                    general.location(),
                    "",
                    "key 'techniques' is missing, as in configurations for predictions",
                    "techniques = ['LRRidge', ...] to train; to judge a model by a table, use qeperf evaluate");
        }
        AmlData data =
                new AmlData(file, section(AmlKeys.DATA), general.get("y", "y = the name of the column to predict"));
        AmlDivisions divisions = new AmlDivisions(general, data.columns(), notes);
        Validation test = divisions.test();
        Validation selection = divisions.selection();
        Optional<ColumnSelectionPlan> columnSelection =
                Optional.ofNullable(sections.get(AmlKeys.SELECTION)).map(section -> columnSelection(section));
        boolean free = divisions.looksAtUnseenRows();
        boolean own = !free || columnSelection.isPresent() || data.featurePlan().ernest();
        List<FeaturePlan> features =
                own ? List.of(data.featurePlan()) : List.of(data.featurePlan(), FeaturePlan.LOGARITHMS);
        List<TargetForm> targets =
                free ? List.of(TargetForm.LOGARITHM, TargetForm.IDENTITY) : List.of(TargetForm.IDENTITY);
        if (free) {
            notes.add(
                    own
                            ? "the target's logarithm is tried beside the target"
                            : "logarithms of the target and of the columns are tried beside what the file asks for");
        }
        boolean hyperopt = hyperopt();
        List<TechniquePlan> techniques = new AmlTechniques(
                        sections,
                        catalogue,
                        hyperopt,
                        AmlDivisions.rowsLearntFrom(data.columns().rows(), test, selection),
                        data.features(MOST),
                        notes)
                .read(general.get("techniques", ""));
        noteWhatIsNotNeeded();
        return new AutoMlPlan(
                AutoMlPlan.ModelName.after(file),
                data.table(),
                features,
                List.of(data.normalization()),
                targets,
                columnSelection,
                test,
                selection,
                techniques,
                search(hyperopt, techniques, features.size() * targets.size()),
                general.find("run_num").map(runs -> runs.whole(1, MOST)).orElse(1),
                general.find("seed")
                        .map(seed -> seed.whole(Integer.MIN_VALUE, Integer.MAX_VALUE))
                        .orElse(0),
                true,
                notes);
    }

    private boolean hyperopt() {
        PythonValue method = general.find("hyperparameter_tuning").orElse(null);
        boolean hyperopt = method != null && method.text().equalsIgnoreCase("hyperopt");
        if (method != null && !hyperopt && !method.text().equalsIgnoreCase("grid")) {
            throw method.wrong("Hyperopt or grid");
        }
        if (!hyperopt) {
            for (String key : List.of("hyperopt_max_evals", "hyperopt_save_interval")) {
                if (general.find(key).isPresent()) {
                    notes.add("key '" + key + "' is not used, since hyperparameter_tuning is not Hyperopt");
                }
            }
        }
        return hyperopt;
    }

    private SearchPlan search(boolean hyperopt, List<TechniquePlan> techniques, int alternatives) {
        int trials = hyperopt
                ? general.get("hyperopt_max_evals", "it, since hyperparameter_tuning is Hyperopt")
                        .whole(1, MOST)
                : grid(techniques, alternatives);
        return new SearchPlan(
                hyperopt ? "tpe" : "grid",
                trials,
                OptionalDouble.empty(),
                SearchPlan.Resource.ROWS,
                OptionalDouble.empty());
    }

    /** All combinations of the technique that has most. */
    private static int grid(List<TechniquePlan> techniques, int alternatives) {
        double most = 1;
        for (TechniquePlan technique : techniques) {
            double combinations = 1;
            for (Dimension dimension : technique.space().values()) {
                combinations *= dimension.grid(1).size();
            }
            most = Math.max(most, combinations);
        }
        return (int) Math.min(MOST, most * alternatives);
    }

    private ColumnSelectionPlan columnSelection(IniFile.Section section) {
        PythonValue method = section.get("method", "method = SFS or method = XGBoost");
        boolean forward = method.is("SFS");
        if (!forward && !method.is("XGBoost")) {
            throw method.wrong("SFS or XGBoost");
        }
        for (String key : forward ? List.of("XGBoost_tolerance") : List.of("folds", "min_features")) {
            if (section.find(key).isPresent()) {
                throw new InputException(
                        section.place(key),
                        key,
                        "key '" + key + "' stands beside method " + (forward ? "SFS" : "XGBoost"),
                        "it with method " + (forward ? "XGBoost" : "SFS"));
            }
        }
        int least =
                section.find("min_features").map(value -> value.whole(1, MOST)).orElse(1);
        Optional<Integer> most = section.find("max_features").map(value -> value.whole(least, MOST));
        if (forward) {
            return new ColumnSelectionPlan(
                    ColumnSelectionPlan.Method.FORWARD,
                    least,
                    most.orElseGet(() -> section.get("max_features", "it, since method is SFS")
                            .whole(least, MOST)),
                    section.get("folds", "it, since method is SFS").whole(2, MOST),
                    0,
                    "");
        }
        PythonValue kept = section.get("XGBoost_tolerance", "it, since method is XGBoost");
        if (!(kept.number() > 0 && kept.number() < 1)) {
            throw kept.wrong("a number above 0 and below 1");
        }
        if (most.isPresent()) {
            notes.add("max_features limits the features that method XGBoost keeps; aMLLibrary does not look at it");
        }
        return new ColumnSelectionPlan(
                ColumnSelectionPlan.Method.IMPORTANCE,
                least,
                most.orElse(Integer.MAX_VALUE),
                5,
                1 - kept.number(),
                AmlTechnique.BOOSTING.id());
    }

    private void noteWhatIsNotNeeded() {
        note("hyperopt_save_interval", "every trial is saved", hyperoptIsNamed());
        note("save_training_regressors", "only the model of the best technique is kept", true);
        note("keras_backend", "there is one library for neural networks", true);
        note("keras_use_cpu", "networks are trained on the processor", true);
        for (String key : AmlKeys.OF_THE_COMMAND) {
            note(key, "it is a matter of the command", true);
        }
    }

    private boolean hyperoptIsNamed() {
        return general.find("hyperparameter_tuning")
                .map(method -> method.text().equalsIgnoreCase("hyperopt"))
                .orElse(false);
    }

    private void note(String key, String reason, boolean wanted) {
        if (wanted && general.find(key).isPresent()) {
            notes.add("key '" + key + "' is not needed: " + reason);
        }
    }
}
