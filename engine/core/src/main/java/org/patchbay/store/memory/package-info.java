/** The ports of the store in memory: for tests, dry runs and whoever keeps nothing. */
@NullMarked
package org.patchbay.store.memory;

import org.jspecify.annotations.NullMarked;
