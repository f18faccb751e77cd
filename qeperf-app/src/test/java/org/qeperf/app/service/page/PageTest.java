package org.qeperf.app.service.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.qeperf.runtime.forecast.Quantities;

/** The page in a browser, with the endpoints behind it. */
class PageTest {

    private static final Path INPUT = Path.of("..", "qeperf-examples", "silicon", "si.in");
    private static final Path PSEUDOPOTENTIAL = INPUT.resolveSibling("Si.pz-tm.UPF");

    private static final Path FIGURE = Path.of("..", "docs", "figures", "page.png");

    @TempDir(cleanup = CleanupMode.NEVER)
    static Path folder;

    private static PageServer server;
    private static Browser browser;

    @BeforeAll
    static void start() {
        browser = new Browser(folder.resolve("profile"));
        server = new PageServer(folder);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void open() {
        browser.size(1440, 900);
        browser.prefers("prefers-color-scheme", "light");
        browser.open(server.address());
    }

    @Test
    void answersAnUploadWithFiguresLayoutsPlotsAndScript() {
        upload();
        assertEquals("1.39 s", browser.text("#headline .figure-card:nth-child(1) .value"));
        assertEquals("90 % between 0.905 s and 2.18 s", browser.text("#headline .figure-card:nth-child(1) .about"));
        assertEquals("1 min", browser.text("#headline .figure-card:nth-child(2) .value"));
        assertEquals("fits", browser.text("#headline .figure-card:nth-child(3) .tag"));
        assertEquals("under 1 %", browser.text("#headline .figure-card:nth-child(4) .value"));
        assertTrue(browser.text("#counts").contains("k-points\n60")
                || browser.text("#counts").contains("k-points 60"));
        assertTrue(browser.text("#counts").contains("32 × 32 × 32"));
        assertEquals(22, browser.count("#source .listing li"));
        assertTrue(browser.text("#script pre").startsWith("#!/bin/bash\n#SBATCH --job-name=si\n"));
        for (String figure : List.of("#advice", "#landscape")) {
            assertTrue(browser.count(figure + " .plot-area svg path") > 3, figure);
        }
        browser.screenshot("light");
        assertEquals(List.of(), browser.logged());
        String home = server.address();
        List<String> requested = browser.requested();
        assertTrue(requested.size() > 30, requested::toString);
        assertEquals(
                List.of(),
                requested.stream()
                        .filter(address -> !address.startsWith(home) && !address.startsWith("about:"))
                        .toList());
    }

    @Test
    void looksAsTheDocumentationShows() throws IOException {
        browser.size(1360, 860);
        browser.select("#machine", "leonardo-dcgp");
        browser.type("#tasks", "112");
        browser.type("#pools", "4");
        upload();
        browser.script(
                "scrollTo(0, 0); document.activeElement.blur(); document.getElementById('question').scrollTop = 0");
        Path picture = browser.view("page");
        assertTrue(browser.text("#notes").startsWith("Outside of experience"), browser.text("#notes"));
        assertTrue(
                browser.text("#script pre").contains("#SBATCH --partition=dcgp_usr_prod"), browser.text("#script pre"));
        if ("write".equals(System.getProperty("qeperf.docs"))) {
            Files.copy(picture, FIGURE, StandardCopyOption.REPLACE_EXISTING);
        }
        assertTrue(Files.size(FIGURE) < 200_000, () -> FIGURE + " is large");
    }

    @Test
    void followsTheFieldsAndTakesALayoutOver() {
        upload();
        browser.find("#advice [data-rank='1']").click();
        assertEquals("2", browser.find("#tasks").getDomProperty("value"));
        assertEquals("2", browser.find("#pools").getDomProperty("value"));
        browser.until(
                "the answer follows",
                () -> browser.text("#headline .figure-card:nth-child(1) .value").equals("0.790 s"));
        browser.settle();
        assertEquals("In use", browser.text("#advice [data-rank='1']"));
        assertTrue(browser.text("#script pre").contains("mpirun -np 2"), browser.text("#script pre"));
        browser.type("#account", "physics");
        browser.until(
                "the account is in the script",
                () -> browser.text("#script pre").contains("--account=physics"));
        browser.type("#nodes", "0");
        assertEquals("true", browser.find("#nodes").getDomAttribute("aria-invalid"));
        assertEquals("Whole numbers from 1 on, please.", browser.text("#cores-used"));
        assertEquals("0.790 s", browser.text("#headline .figure-card:nth-child(1) .value"));
    }

    @Test
    void showsAnErrorAtItsLine() throws IOException {
        Path wrong = Files.writeString(
                folder.resolve("wrong.in"), Files.readString(INPUT).replace("ecutwfc   = 40", "ecutwfc   = forty"));
        browser.choose("#pseudo-files", PSEUDOPOTENTIAL);
        browser.choose("#input-file", wrong);
        browser.settle();
        String text = "invalid number 'forty' for ecutwfc; expected a number such as 30, 0.5 or 1.0d-8";
        assertEquals("The input is wrong or not understood", browser.text("#trouble h3"));
        assertEquals("wrong.in:11:15: " + text, browser.text("#trouble p"));
        assertEquals("The input is wrong or not understood. wrong.in:11:15: " + text, browser.content("#alarm"));
        browser.until("its line is marked", () -> browser.count("#source li.error[data-line='11']") == 1);
        assertEquals(text, browser.text("#source li.error .says"));
        assertFalse(browser.shown("#answers"));
        assertFalse(browser.shown("#advice"));
        browser.requireAccessible("an error");
        browser.screenshot("error");
        browser.choose("#input-file", INPUT);
        browser.settle();
        assertTrue(browser.shown("#answers"));
        assertFalse(browser.shown("#trouble"));
        assertEquals("", browser.content("#alarm"));
    }

    @Test
    void saysWhichPseudopotentialIsMissingBeforeAndAfterTheServiceSaysIt() {
        browser.choose("#input-file", INPUT);
        browser.until("the list says it", () -> browser.count("#pseudo-list .missing") == 1);
        assertEquals(
                "Si.pz-tm.UPF missing", browser.text("#pseudo-list .missing").replace('\n', ' '));
        assertEquals("1 of 1 missing; the input names Si.pz-tm.UPF.", browser.text("#pseudo-state"));
        browser.settle();
        assertEquals(
                "si.in:17:3: pseudopotential 'Si.pz-tm.UPF' of species 'Si' is missing; expected it among the files"
                        + " beside the input: there are none",
                browser.text("#trouble p"));
        browser.screenshot("missing");
        browser.choose("#pseudo-files", PSEUDOPOTENTIAL);
        browser.settle();
        assertTrue(browser.shown("#answers"));
        assertEquals("All that the input names: Si.pz-tm.UPF.", browser.text("#pseudo-state"));
        browser.find("#pseudo-list button").click();
        browser.until("it is missing again", () -> browser.count("#pseudo-list .missing") == 1);
    }

    @Test
    void refusesFilesThatAreTooLargeBeforeTheyAreSent() throws IOException {
        Path large = Files.write(folder.resolve("Large.UPF"), new byte[PageServer.LARGEST_UPLOAD + 1]);
        browser.choose("#pseudo-files", large);
        browser.until("it is refused", () -> browser.shown("#trouble"));
        assertEquals("These files are too large", browser.text("#trouble h3"));
        assertEquals(
                "Together they have 4.0 MB, and the service takes 4.0 MB. Nothing was sent. Leave out what the input"
                        + " does not name.",
                browser.text("#trouble p"));
        assertEquals(0, browser.count("#pseudo-list li"));
    }

    @Test
    void canBeUsedWithTheKeyboardAlone() {
        browser.press(Keys.TAB);
        assertEquals("Skip to the content", browser.focused().getText());
        browser.press(Keys.TAB);
        assertEquals("tab-predict", browser.focused().getDomAttribute("id"));
        browser.press(Keys.ARROW_RIGHT);
        assertEquals("tab-runs", browser.focused().getDomAttribute("id"));
        assertTrue(browser.shown("#view-runs"));
        browser.press(Keys.HOME);
        assertTrue(browser.shown("#view-predict"));
        browser.press(Keys.TAB);
        assertEquals("example", browser.focused().getDomAttribute("id"));
        browser.press(Keys.TAB);
        assertEquals("input-file", browser.focused().getDomAttribute("id"));
        browser.choose("#input-file", INPUT);
        browser.press(Keys.TAB);
        assertEquals("pseudo-files", browser.focused().getDomAttribute("id"));
        browser.choose("#pseudo-files", PSEUDOPOTENTIAL);
        browser.settle();
        browser.until(
                "the result is announced",
                () -> browser.content("#live").startsWith("Total time 1.39 s, 90 % between"));
        assertEquals(
                "Total time 1.39 s, 90 % between 0.905 s and 2.18 s. Ask for 1 min. Memory per node 44.4 MB, fits."
                        + " Failure under 1 %.",
                browser.content("#live"));
        String seen = "";
        for (int i = 0; i < 200 && !seen.contains(" source "); i++) {
            browser.press(Keys.TAB);
            assertTrue(
                    outlined(), () -> "no visible focus: " + browser.focused().getDomProperty("outerHTML"));
            seen += " " + browser.script("return document.activeElement.closest('section')?.id ?? ''") + " ";
        }
        for (String part : List.of("advice", "landscape", "script", "source")) {
            assertTrue(seen.contains(" " + part + " "), part + " is not reached: " + seen);
        }
        browser.script("document.querySelector('#advice .plot button').focus()");
        browser.press(Keys.ENTER);
        assertEquals("true", browser.find("#advice .plot button").getDomAttribute("aria-expanded"));
        assertTrue(browser.shown("#advice .plot-table table"));
        browser.view("keyboard");
    }

    private static boolean outlined() {
        return Boolean.TRUE.equals(browser.script("const s = getComputedStyle(document.activeElement);"
                + "return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2"));
    }

    @Test
    void comparesTwoModels() {
        browser.until("models are listed", () -> browser.count("#model-list input") > 1);
        upload();
        browser.find("#model-list input[value='pw-seconds-per-scf-iteration@1']")
                .click();
        browser.find("#model-list input[value='pw-scf-any-machine@1']").click();
        browser.until("both answer", () -> browser.count("#compared tbody tr") >= 2 && browser.shown("#compared"));
        browser.settle();
        assertEquals("pw-seconds-per-scf-iteration@1", browser.text("#compared-body .scroll tbody tr:nth-child(1) th"));
        assertEquals("pw-scf-any-machine@1", browser.text("#compared-body .scroll tbody tr:nth-child(2) th"));
        assertEquals("1.39 s", browser.text("#compared-body .scroll tbody tr:nth-child(1) td:nth-child(3)"));
        assertEquals(2, browser.count("#compared .plot-table tbody tr, #compared .plot .unseen tbody tr"));
        browser.script("document.getElementById('compared').scrollIntoView()");
        browser.view("compared");
        assertTrue(
                browser.text("#advice-model")
                        .startsWith("Layouts, landscape and script are those of the machine's own"),
                browser.text("#advice-model"));
        browser.requireAccessible("models side by side");
    }

    @Test
    void fitsAPhone() {
        browser.size(360, 780);
        upload();
        assertEquals(List.of(), wide());
        browser.requireAccessible("a phone");
        browser.screenshot("phone");
        for (String view : List.of("runs", "models", "help")) {
            browser.find("#tab-" + view).click();
            assertEquals(List.of(), wide(), view);
            browser.requireAccessible("a phone, " + view);
            browser.screenshot("phone-" + view);
        }
    }

    /** What reaches beyond the window, if the page can be scrolled sideways. */
    private static Object wide() {
        return browser.script("return document.documentElement.scrollWidth <= innerWidth ? [] :"
                + "[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth)"
                + ".map(e => e.tagName + ' ' + e.id + ' ' + e.className)");
    }

    @Test
    void isReadableAtTwiceTheSize() {
        browser.size(720, 450);
        upload();
        assertEquals(List.of(), wide());
    }

    @Test
    void isAccessibleInLightAndDark() {
        upload();
        browser.requireAccessible("light");
        assertEquals("[]", String.valueOf(nameless()));
        browser.prefers("prefers-color-scheme", "dark");
        assertEquals("rgb(16, 22, 27)", browser.script("return getComputedStyle(document.body).backgroundColor"));
        browser.until(
                "plots are drawn in dark colours",
                () -> String.valueOf(
                                browser.script("return document.querySelector('#advice .plot-area svg').outerHTML"))
                        .contains("#5cc8c4"));
        browser.requireAccessible("dark");
        browser.screenshot("dark");
        for (String view : List.of("runs", "models", "help")) {
            browser.find("#tab-" + view).click();
            browser.requireAccessible("dark, " + view);
        }
    }

    /** Our own look at names: fields without labels, buttons without text, headings that skip a level. */
    private static Object nameless() {
        return browser.script("const bad = [];for (const e of document.querySelectorAll('input, select')) if"
                + " (!e.labels.length) bad.push(e.id);for (const e of document.querySelectorAll('button')) if"
                + " (!(e.getAttribute('aria-label') ?? e.textContent).trim()) bad.push(e.outerHTML);let level = 1;for"
                + " (const e of document.querySelectorAll('h1, h2, h3, h4')) { const l = Number(e.tagName[1]); if (l >"
                + " level + 1) bad.push(e.outerHTML); level = l; }for (const e of document.querySelectorAll('[role=img]'))"
                + " if (!e.getAttribute('aria-label')) bad.push(e.className);return bad");
    }

    @Test
    void tellsThatTheServiceIsGoneAndTriesAgain() {
        upload();
        browser.script("window.kept = fetch; window.fetch = () => Promise.reject(new TypeError('gone'))");
        browser.type("#tasks", "2");
        browser.until("it is told", () -> browser.shown("#trouble h3"));
        assertEquals("The service cannot be reached", browser.text("#trouble h3"));
        assertEquals(
                "No answer came from it. See whether it still runs and whether this machine has a network, then try"
                        + " again.",
                browser.text("#trouble p"));
        browser.script("window.fetch = window.kept");
        browser.find("#trouble button").click();
        browser.settle();
        assertFalse(browser.shown("#trouble"));
        assertTrue(browser.shown("#answers"));
    }

    @Test
    void asksABusyServiceAgain() {
        browser.script(
                "window.kept = fetch; window.times = 0;window.fetch = (...a) => String(a[0]).endsWith('predict') &&"
                        + " window.times++ < 1 ? Promise.resolve(new Response('', {status: 503, headers: {'Retry-After':"
                        + " '1'}})) : window.kept(...a)");
        browser.choose("#pseudo-files", PSEUDOPOTENTIAL);
        browser.choose("#input-file", INPUT);
        browser.until("it waits", () -> browser.shown("#trouble"));
        assertEquals("The service is busy. It is asked again in 2 s.", browser.text("#trouble"));
        browser.settle();
        assertTrue(browser.shown("#answers"));
        assertFalse(browser.shown("#trouble"));
    }

    @Test
    void showsTheLastAnswerOnly() {
        upload();
        browser.script(
                "window.kept = fetch; window.fetch = async (url, o) => { const slow = String(url).endsWith('predict')"
                        + " && o.body.get('tasks_per_node') === '1'; const r = await window.kept(url, {...o, signal:"
                        + " undefined}); if (slow) await new Promise(d => setTimeout(d, 900)); return r; }");
        browser.select("#level", "0.8");
        browser.later("setTimeout(arguments[arguments.length - 1], 400)");
        browser.type("#tasks", "2");
        browser.later("setTimeout(arguments[arguments.length - 1], 1500)");
        browser.settle();
        assertEquals("2 ranks", browser.text("#parts tbody tr:nth-last-child(2) td"));
    }

    /** The second drop comes while the input of the first is still read. */
    @Test
    void takesTwoQuickDrops() throws IOException {
        browser.script(
                "const drop = (name, text) => { const data = new DataTransfer(); data.items.add(new File([text],"
                        + " name)); document.dispatchEvent(new DragEvent('drop', { dataTransfer: data, cancelable: true"
                        + " })); }; drop('si.in', arguments[0]); drop('Si.pz-tm.UPF', arguments[1]);",
                Files.readString(INPUT),
                Files.readString(PSEUDOPOTENTIAL));
        browser.until("there is an answer", () -> browser.shown("#answers"));
        browser.settle();
        assertEquals(1, browser.count("#pseudo-list li"));
        assertEquals(0, browser.count("#pseudo-list .missing"));
    }

    @Test
    void runsTheExample() {
        browser.find("#welcome-example").click();
        browser.settle();
        assertEquals("1.39 s", browser.text("#headline .figure-card:nth-child(1) .value"));
        assertEquals(1, browser.count("#pseudo-list li"));
    }

    @Test
    void putsARunBesideItsPredictionForThoseWithAKey() throws IOException {
        browser.find("#tab-runs").click();
        browser.until("no run is listed", () -> browser.text("#runs-body").equals("No run is stored yet."));
        browser.find("#run-form button").click();
        assertEquals("Fill in: Output of pw.x.", browser.text("#run-trouble p"));
        assertEquals("run-output", browser.focused().getDomAttribute("id"));
        browser.choose("#run-output", output("1.21"));
        browser.find("#run-key").sendKeys("wrong");
        browser.find("#run-form button").click();
        browser.until("the key is refused", () -> browser.text("#run-trouble").contains("An API key is needed"));
        browser.requireAccessible("a wrong key");
        browser.type("#run-key", PageServer.KEY);
        browser.find("#run-form button").click();
        browser.until("nothing is predicted", () -> browser.text("#run-trouble").startsWith("The run is stored, but"));
        assertEquals(
                "The run is stored, but nothing is predicted of it: no input beside the output.",
                browser.text("#run-trouble"));
        browser.choose("#run-input", INPUT);
        browser.choose("#run-pseudos", PSEUDOPOTENTIAL);
        for (int run = 2; run <= 4; run++) {
            int rows = run;
            browser.choose("#run-output", output("1.2" + run));
            browser.find("#run-form button").click();
            browser.until("it is listed", () -> browser.count("#runs-body .scroll tbody tr") == rows);
        }
        browser.until("it is announced", () -> browser.content("#live").equals("The run is stored."));
        assertFalse(browser.shown("#run-trouble"));
        assertEquals(
                "Si (4) 1970-01-01 local 1.24 s 0.163 s",
                browser.text("#runs-body .scroll tbody tr:nth-child(1)")
                        .replace('\n', ' ')
                        .replaceFirst(" 90 %.*", ""));
        browser.until("they are drawn", () -> browser.count("#runs-body .plot-area svg path") > 3);
        browser.requireAccessible("runs");
        browser.screenshot("runs");
        browser.find("#tab-models").click();
        browser.until("drift is listed", () -> browser.count("#models-drift tbody tr") > 0);
        assertEquals("stable", browser.text("#models-drift tbody tr:nth-child(1) .tag"));
        assertTrue(browser.text("#models-versions").contains("pw-scf-any-machine@1"));
        assertEquals("The models that ship answer everything.", browser.text("#models-aliases"));
        browser.requireAccessible("models");
        browser.screenshot("models");
    }

    /** What pw.x prints, as far as a time needs it. */
    private static Path output(String seconds) throws IOException {
        return Files.writeString(folder.resolve("run-" + seconds + ".out"), """
                     Program PWSCF v.6.7MaX starts on  1Jan2020 at  0: 0: 0
                     Parallel version (MPI), running on     2 processors
                     MPI processes distributed on     1 nodes
                     Current dimensions of program PWSCF are:
                     iteration #  1     ecut=    40.00 Ry     beta= 0.70
                     electrons    :      %1$ss CPU      %1$ss WALL (       1 calls)
                   JOB DONE.
                """.formatted(seconds));
    }

    @Test
    void writesNumbersAsTheCommandLineDoes() {
        List<Double> values = new ArrayList<>(List.of(
                0.0, 0.5, 1.0, 9.99, 59.4, 59.5, 60.0, 61.0, 599.0, 3599.4, 3599.6, 3600.0, 7260.0, 86399.0, 86400.0,
                9e5));
        Random random = new Random(42);
        for (int i = 0; i < 400; i++) {
            values.add(Math.exp(random.nextDouble(-14, 16)));
        }
        List<String> expected = new ArrayList<>();
        for (double value : values) {
            expected.add(Quantities.seconds(value) + "|" + Quantities.bytes(value * 1e6) + "|"
                    + Quantities.probability(Math.min(1, value)) + "|" + Quantities.level(Math.min(1, value)));
        }
        Object found = browser.later(
                "const [values, done] = arguments;import(new URL(document.body.dataset.assets + '/numbers.js',"
                        + " document.baseURI)).then(n => done(values.map(v => [n.seconds(v), n.bytes(v * 1e6),"
                        + " n.probability(Math.min(1, v)), n.level(Math.min(1, v))].join('|'))))",
                values);
        List<?> texts = (List<?>) found;
        assertEquals(
                expected,
                texts.stream().map(text -> Browser.plain(String.valueOf(text))).toList());
    }

    private static void upload() {
        browser.choose("#pseudo-files", PSEUDOPOTENTIAL);
        browser.choose("#input-file", INPUT);
        browser.until("there is an answer", () -> browser.shown("#answers"));
        browser.settle();
    }
}
