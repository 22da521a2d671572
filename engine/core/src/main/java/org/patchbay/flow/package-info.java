/** The ordered and guarded steps that a trigger starts. */
@NullMarked
package org.patchbay.flow;

import org.jspecify.annotations.NullMarked;
