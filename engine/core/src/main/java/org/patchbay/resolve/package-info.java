/** Finds the value of each parameter at the source it names. */
@NullMarked
package org.patchbay.resolve;

import org.jspecify.annotations.NullMarked;
