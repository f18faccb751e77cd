package org.qeperf.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownPageTest {

    private static final Path FILE = Path.of("../docs/page.md");

    private static MarkdownPage page(String text) {
        return MarkdownPage.parse(FILE, text);
    }

    @Test
    void findsCodeBetweenFencesAndCodeThatIsIndented() {
        MarkdownPage page = page("""
                # Page

                above

                ```java
                int x;

                ```
                - an item

                    goes on here

                text

                    one

                    two
                """);
        assertEquals(
                List.of(
                        new MarkdownPage.Block(6, 8, "above", "java", List.of("int x;", "")),
                        new MarkdownPage.Block(15, 17, "text", "", List.of("one", "", "two"))),
                page.blocks());
        assertEquals("docs/page.md:15", page.place(15));
    }

    @Test
    void findsSpansAndLinksButNoLinksInCode() {
        MarkdownPage page = page("""
                see [the `code` page](a.md#b) and `[x](y.md)`
                and `one
                span` and [there](https://example.org)

                    [no](code.md)
                """);
        assertEquals(List.of("a.md#b"), page.links());
        assertEquals(
                List.of(
                        new MarkdownPage.Span(1, "code"),
                        new MarkdownPage.Span(1, "[x](y.md)"),
                        new MarkdownPage.Span(2, "one span")),
                page.spans());
    }

    @Test
    void refusesAFenceWithoutItsEnd() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> page("text\n\n```\ncode\n"));
        assertEquals("line 3: a fence without its end", e.getMessage());
    }

    @Test
    void splitsALineOfShellIntoCommands() {
        List<ShellLine> lines =
                ShellLine.of("p:1", "$ A=1 ./qeperf script 'a b' --time N >out.sh && sbatch x | qsub # why");
        assertEquals(
                List.of(
                        new ShellLine("p:1", List.of("./qeperf", "script", "a b", "--time", "N")),
                        new ShellLine("p:1", List.of("sbatch", "x")),
                        new ShellLine("p:1", List.of("qsub"))),
                lines);
        assertEquals(List.of("script", "a b", "--time", "1"), lines.get(0).arguments());
    }
}
