/** Says what did not come of a call, why, and what to do about it. */
@NullMarked
package org.patchbay.workbench.why;

import org.jspecify.annotations.NullMarked;
