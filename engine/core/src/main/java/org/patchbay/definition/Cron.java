package org.patchbay.definition;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Times in five fields: minute, hour, day of the month, month, weekday (POSIX crontab). Where day and weekday are both restricted one of
 * them is enough. A time that a clock skips is taken an hour later, one that it shows twice is taken once.
 */
public record Cron(BitSet minutes, BitSet hours, BitSet days, BitSet months, BitSet weekdays, boolean either) {
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> WEEKDAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
    private static final int LONGEST_GAP_IN_DAYS = 8 * 366;

    /** The times of that text; empty when it is not of that form, or names a day that no year has. */
    public static Optional<Cron> parse(String text) {
        var fields = text.strip().split("\\s+", -1);
        if (fields.length != 5) {
            return Optional.empty();
        }
        try {
            var weekdays = field(fields[4], 0, 7, WEEKDAYS, 0);
            weekdays.set(0, weekdays.get(0) || weekdays.get(7));
            var cron = new Cron(
                    field(fields[0], 0, 59, List.of(), 0),
                    field(fields[1], 0, 23, List.of(), 0),
                    field(fields[2], 1, 31, List.of(), 0),
                    field(fields[3], 1, 12, MONTHS, 1),
                    weekdays,
                    !fields[2].startsWith("*") && !fields[4].startsWith("*"));
            var someDay = LocalDate.of(2000, 1, 1).datesUntil(LocalDate.of(2008, 2, 1));
            return someDay.anyMatch(cron::isOn) ? Optional.of(cron) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static BitSet field(String text, int min, int max, List<String> names, int first) {
        var set = new BitSet();
        for (var part : text.toLowerCase(Locale.ROOT).split(",", -1)) {
            var slash = part.indexOf('/');
            var range = slash < 0 ? part : part.substring(0, slash);
            var step = slash < 0 ? 1 : Integer.parseInt(part.substring(slash + 1));
            var dash = range.indexOf('-');
            var from = range.equals("*") ? min : value(dash < 0 ? range : range.substring(0, dash), names, first);
            var single = dash < 0 && slash < 0 ? from : max;
            var to = range.equals("*") ? max : dash < 0 ? single : value(range.substring(dash + 1), names, first);
            if (from < min || to > max || from > to || step < 1) {
                throw new IllegalArgumentException(part);
            }
            IntStream.rangeClosed(from, to)
                    .filter(value -> (value - from) % step == 0)
                    .forEach(set::set);
        }
        return set;
    }

    private static int value(String word, List<String> names, int first) {
        return names.contains(word) ? names.indexOf(word) + first : Integer.parseInt(word);
    }

    private boolean isOn(LocalDate date) {
        var day = days.get(date.getDayOfMonth());
        var weekday = weekdays.get(date.getDayOfWeek().getValue() % 7);
        return months.get(date.getMonthValue()) && (either ? day || weekday : day && weekday);
    }

    /** The first of these times after that one, in its zone. */
    public ZonedDateTime after(ZonedDateTime time) {
        var day = time.toLocalDate();
        for (var i = 0; i < LONGEST_GAP_IN_DAYS; i++) {
            if (isOn(day)) {
                var found = on(day, time);
                if (found.isPresent()) {
                    return found.get();
                }
            }
            day = day.plusDays(1);
        }
        throw new IllegalStateException("no such day");
    }

    private Optional<ZonedDateTime> on(LocalDate day, ZonedDateTime after) {
        return hours.stream()
                .boxed()
                .flatMap(hour -> minutes.stream().mapToObj(minute -> day.atTime(hour, minute)))
                .map((LocalDateTime local) -> local.atZone(after.getZone()))
                .filter(found -> found.isAfter(after))
                .findFirst();
    }
}
