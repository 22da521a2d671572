/** Values in the form that a partner wants: phone numbers, times, numbers, codings. */
@NullMarked
package org.patchbay.format;

import org.jspecify.annotations.NullMarked;
