package org.patchbay.server.cli;

import java.util.List;
import org.patchbay.workbench.Difference;
import org.patchbay.workbench.TestResult;
import org.patchbay.workbench.TestRunner.Report;

/** The results of tests, for reading. */
final class TestPage {
    private static final int NAMES = 84;

    private final Paint paint;

    TestPage(Paint paint) {
        this.paint = paint;
    }

    String page(Report report) {
        var page = new StringBuilder();
        var width = report.results().stream()
                .mapToInt(result -> result.template().length())
                .max()
                .orElse(0);
        var before = "";
        for (var result : report.results()) {
            var name = result.template().equals(before) ? "" : result.template();
            before = result.template();
            line(page, Show.wide(name, width) + "  ", result);
            result.differences().forEach(difference -> difference(page, " ".repeat(width + 4), difference));
        }
        return page.append(summary(report)).append('\n').toString();
    }

    private void line(StringBuilder page, String margin, TestResult result) {
        page.append(margin)
                .append(paint.mark(result.passed()))
                .append(' ')
                .append(Show.wide(result.name(), NAMES))
                .append("  ")
                .append(Show.time(result.took()))
                .append('\n');
    }

    private static void difference(StringBuilder page, String margin, Difference difference) {
        page.append(margin)
                .append(Show.wide(difference.what(), NAMES / 2))
                .append("  ")
                .append(difference.at())
                .append('\n');
        side(page, margin, "expected", difference.expected());
        side(page, margin, "actual  ", difference.actual());
    }

    private static void side(StringBuilder page, String margin, String word, String value) {
        page.append(margin)
                .append("  ")
                .append(word)
                .append("  ")
                .append(value.replace("\n", "\\n"))
                .append('\n');
    }

    private static String summary(Report report) {
        var failed =
                report.results().stream().filter(result -> !result.passed()).count();
        var passed = report.results().size() - failed;
        return Show.count(report.results().size(), "test") + " in " + Show.count(report.templates(), "template") + ": "
                + passed + " passed, " + failed + " failed." + untested(report.untested(), report.endpoints());
    }

    private static String untested(List<?> untested, int endpoints) {
        return untested.isEmpty()
                ? ""
                : " " + untested.size() + " of " + Show.count(endpoints, "endpoint")
                        + (untested.size() == 1 ? " has" : " have") + " no test (--untested lists them).";
    }
}
