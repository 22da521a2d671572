package org.patchbay.format;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a tenant is.
 *
 * @param country ISO 3166 code for national phone numbers
 */
public record Locality(Optional<String> country, ZoneId zone, Locale locale) {}
