/** Turns values into the method, address, headers and body of a request. */
@NullMarked
package org.patchbay.render;

import org.jspecify.annotations.NullMarked;
