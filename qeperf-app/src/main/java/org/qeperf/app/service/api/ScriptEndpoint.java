package org.qeperf.app.service.api;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.qeperf.api.InputException;
import org.qeperf.api.feature.FileContent;
import org.qeperf.api.feature.SimulationContents;
import org.qeperf.app.document.JobFormat;
import org.qeperf.app.document.Words;
import org.qeperf.app.question.JobFiles;
import org.qeperf.app.question.JobSearch;
import org.qeperf.app.question.LayoutSearch;
import org.qeperf.app.question.TimeLimit;
import org.qeperf.app.service.http.Access;
import org.qeperf.app.service.http.Reply;
import org.qeperf.app.service.http.Request;
import org.qeperf.app.service.http.Route;
import org.qeperf.app.service.http.Trait;
import org.qeperf.runtime.advise.Advisor;
import org.qeperf.runtime.batch.Scheduler;
import org.qeperf.runtime.catalogue.Destination;
import org.qeperf.runtime.forecast.RunPredictor;
import org.qeperf.runtime.jobs.JobOptions;
import org.qeperf.runtime.jobs.PlannedJob;
import org.qeperf.runtime.jobs.SlurmRest;

/** The batch script of a run. */
public final class ScriptEndpoint {

    private static final Set<String> JOB = Set.of(
            "scheduler",
            "account",
            "job_name",
            "executable",
            "program_output",
            "output",
            "error",
            "container",
            "memory",
            "time",
            "format",
            "rest_version",
            "folder",
            "model");
    private static final Set<String> FIELDS = RunFields.names(RunFields.INPUT, RunFields.PLACE, RunFields.SEARCH, JOB);

    private final Engine engine;

    /**
     * Answers with an engine.
     *
     * @param engine what answers are made with
     */
    public ScriptEndpoint(Engine engine) {
        this.engine = engine;
    }

    /**
     * The addresses.
     *
     * @return the routes
     */
    public List<Route> routes() {
        return List.of(new Route("POST", "/api/v1/script", Access.OPEN, this::script, Set.of(Trait.LONG)));
    }

    private Reply script(Request request) {
        RunFields run = new RunFields(request, engine, FIELDS);
        Fields fields = run.fields();
        JobFormat format = fields.read("format", JobFormat::parse).orElse(JobFormat.SCRIPT);
        String version = fields.text("rest_version").orElse(SlurmRest.DEFAULT_VERSION);
        Path folder = folder(fields, format);
        Destination destination = run.destination();
        LayoutSearch search = run.search();
        JobSearch job = Fields.asField(() -> JobSearch.of(search, destination));
        SimulationContents contents = run.contents();
        JobOptions options = options(fields, contents.input());
        RunPredictor predictor =
                run.onlyPredictor(destination, job.request().bounds().nodes().most());
        PlannedJob planned = job.plan(
                predictor,
                Advisor.within(predictor, AdviseEndpoint.MOST_LAYOUTS),
                engine.extractor().read(contents),
                options);
        engine.predicted(1);
        return Fields.asField(() -> format == JobFormat.SCRIPT
                ? Reply.text("text/plain", planned.script())
                : Reply.json(format.document(planned, version, folder)));
    }

    /** The service's own folder says nothing to a job. */
    private static Path folder(Fields fields, JobFormat format) {
        Optional<String> folder = fields.text("folder");
        if (folder.isEmpty() && format == JobFormat.SLURM_REST) {
            throw Fields.wrong("folder is missing; expected the working directory of the job, such as /home/me/run");
        }
        return fields.read("folder", ScriptEndpoint::absolute).orElse(Path.of(""));
    }

    private static Path absolute(String text) {
        try {
            Path path = Path.of(text);
            if (path.isAbsolute()) {
                return path;
            }
        } catch (InvalidPathException e) {
            throw notAbsolute(text);
        }
        throw notAbsolute(text);
    }

    private static IllegalArgumentException notAbsolute(String text) {
        return new IllegalArgumentException(
                InputException.quote(text) + " is no absolute path; expected one such as /home/me/run");
    }

    private static JobOptions options(Fields fields, FileContent input) {
        String name = fields.text("job_name").orElse(JobFiles.stem(input.name()));
        JobOptions options = JobOptions.of(name, input.name());
        options = fields.read("scheduler", Words.of(Scheduler.class))
                .map(options::withScheduler)
                .orElse(options);
        options = fields.text("account").map(options::withAccount).orElse(options);
        options = fields.text("output").map(options::withOutput).orElse(options);
        options = fields.text("error").map(options::withError).orElse(options);
        options = fields.text("container").map(options::withContainer).orElse(options);
        options = fields.text("executable").map(options::withExecutable).orElse(options);
        OptionalDouble memory = fields.bytes("memory");
        if (memory.isPresent()) {
            options = options.withMemoryBytesPerNode(Math.max(1, (long) memory.getAsDouble()));
        }
        Optional<TimeLimit> time = fields.time("time");
        if (time.isPresent()) {
            options = options.withSeconds(time.get().wholeSeconds());
        }
        JobOptions named =
                options.withProgramOutput(fields.text("program_output").orElseGet(() -> JobFiles.output(input.name())));
        return Fields.asField(() -> JobFiles.require(named, UnaryOperator.identity()));
    }
}
