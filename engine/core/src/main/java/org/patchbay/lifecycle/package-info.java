/** What the events of one call mean together: their order, their repetitions, the legs they belong to. */
@NullMarked
package org.patchbay.lifecycle;

import org.jspecify.annotations.NullMarked;
