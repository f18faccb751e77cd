package org.qeperf.app.service.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Chromium without a screen; tests that need it are skipped where it is missing. */
final class Browser implements AutoCloseable {

    private static final List<Path> PROGRAMS = List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromedriver"));
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final String AXE = "META-INF/resources/webjars/axe-core/%s/axe.min.js";

    private final ChromeDriver driver;

    /** Starts the browser with a profile of its own. */
    Browser(Path profile) {
        assumeTrue(
                PROGRAMS.stream().allMatch(Files::isExecutable),
                () -> "skipped without " + PROGRAMS + "; on Debian, apt-get install chromium chromium-driver");
        System.setProperty("SE_AVOID_STATS", "true");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(PROGRAMS.get(0).toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--lang=en",
                "--user-data-dir=" + profile.toAbsolutePath());
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        System.setProperty("webdriver.chrome.driver", PROGRAMS.get(1).toString());
        driver = new ChromeDriver(options);
        driver.manage().timeouts().scriptTimeout(PATIENCE);
    }

    /** Opens an address with what was logged before forgotten. */
    void open(String address) {
        driver.get("about:blank");
        logged();
        requested();
        driver.get(address);
        until("the machines are listed", () -> count("#machine option") > 0);
    }

    void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Emulates what a user prefers, such as {@code prefers-color-scheme} {@code dark}. */
    void prefers(String feature, String value) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", feature, "value", value))));
    }

    WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    int count(String selector) {
        return driver.findElements(By.cssSelector(selector)).size();
    }

    boolean shown(String selector) {
        return driver.findElements(By.cssSelector(selector)).stream()
                .findFirst()
                .map(WebElement::isDisplayed)
                .orElse(false);
    }

    /** The text of an element with plain spaces. */
    String text(String selector) {
        return plain(find(selector).getText());
    }

    /** The text of an element whether it is seen or not. */
    String content(String selector) {
        return plain(Optional.ofNullable(find(selector).getDomProperty("textContent"))
                .orElse(""));
    }

    static String plain(String text) {
        return text.replace('\u00a0', ' ');
    }

    /** Chooses files in a field. */
    void choose(String selector, Path... files) {
        find(selector)
                .sendKeys(String.join(
                        "\n",
                        Stream.of(files)
                                .map(file -> file.toAbsolutePath().normalize().toString())
                                .toList()));
    }

    /** Types into a field instead of what is there. */
    void type(String selector, String text) {
        script("arguments[0].select()", find(selector));
        find(selector).sendKeys(text);
    }

    /** Chooses an option by its value. */
    void select(String selector, String value) {
        script(
                "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('change', {bubbles: true}));"
                        + "arguments[0].dispatchEvent(new Event('input', {bubbles: true}))",
                find(selector),
                value);
    }

    Object script(String script, Object... arguments) {
        Object result = driver.executeScript(script, arguments);
        return result == null ? "" : result;
    }

    Object later(String script, Object... arguments) {
        Object result = driver.executeAsyncScript(script, arguments);
        return result == null ? "" : result;
    }

    /** What has the focus. */
    WebElement focused() {
        return driver.switchTo().activeElement();
    }

    /** Presses a key wherever the focus is. */
    void press(Keys key) {
        new Actions(driver).sendKeys(key).perform();
    }

    /** Waits. */
    void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            try {
                if (condition.getAsBoolean()) {
                    return;
                }
                Thread.sleep(40);
            } catch (StaleElementReferenceException | NoSuchElementException | JavascriptException e) {
                continue; // the page is about to change
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        screenshot("failed");
        fail("not within " + PATIENCE.toSeconds() + " s: " + what + "; the console says " + logged());
    }

    /** Waits until all answers are there and drawn. */
    void settle() {
        until(
                "all is answered and drawn",
                () -> Boolean.TRUE.equals(script("return document.querySelectorAll('.waiting').length === 0"
                        + " && [...document.querySelectorAll('#results .plot-area')].every(a => a.offsetParent === null || a.dataset.drawn)"
                        + " && (!document.getElementById('trouble').hidden || ['answers', 'advice', 'script', 'understood', 'source']"
                        + ".every(id => !document.getElementById(id).hidden))")));
    }

    /** What the console says since the last time. */
    List<String> logged() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    /** Addresses that were asked for since the last time. */
    List<String> requested() {
        return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                .map(LogEntry::getMessage)
                .filter(message -> message.contains("\"Network.requestWillBeSent\""))
                .map(message -> message.replaceAll("(?s).*\"request\":\\{.*?\"url\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    /** Writes a picture of the whole page below {@code target/screenshots}. */
    Path screenshot(String name) {
        return picture(name, Map.of("format", "png", "captureBeyondViewport", true));
    }

    /** Writes a picture of what is seen. */
    Path view(String name) {
        return picture(name, Map.of("format", "png"));
    }

    private Path picture(String name, Map<String, Object> how) {
        Object data = driver.executeCdpCommand("Page.captureScreenshot", how).get("data");
        try {
            Files.createDirectories(SCREENSHOTS);
            return Files.write(
                    SCREENSHOTS.resolve(name + ".png"), Base64.getDecoder().decode(String.valueOf(data)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** No rule of axe is broken. Plots are pictures with a name; their parts are not looked at. */
    void requireAccessible(String where) {
        script(axe());
        Object found = later(
                "const done = arguments[arguments.length - 1];"
                        + "axe.run({exclude: [['.plot-area svg']]}, {resultTypes: ['violations']}).then(r => done(r.violations.map(v => v.id + ': ' + v.help + ' '"
                        + " + v.nodes.map(n => n.target.join(' ') + ' (' + (n.any[0]?.message ?? '') + ')').slice(0, 4).join('; ')).join('\\n')))");
        assertEquals("", found, where);
    }

    private static String axe() {
        ClassLoader loader = Browser.class.getClassLoader();
        Properties webjar = new Properties();
        try (InputStream version =
                loader.getResourceAsStream("META-INF/maven/org.webjars.npm/axe-core/pom.properties")) {
            webjar.load(version);
            String name = String.format(Locale.ROOT, AXE, webjar.getProperty("version"));
            try (InputStream stream = loader.getResourceAsStream(name)) {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
