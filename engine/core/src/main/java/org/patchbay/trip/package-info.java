/** One round trip of one endpoint. */
@NullMarked
package org.patchbay.trip;

import org.jspecify.annotations.NullMarked;
