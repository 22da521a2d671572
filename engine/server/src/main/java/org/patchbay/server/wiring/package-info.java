/** The entrance, and the factories that put the engine together. */
@NullMarked
package org.patchbay.server.wiring;

import org.jspecify.annotations.NullMarked;
