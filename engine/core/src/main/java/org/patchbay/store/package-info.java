/** Ports of everything that outlives a call, each with an in-memory version. */
@NullMarked
package org.patchbay.store;

import org.jspecify.annotations.NullMarked;
