/** Reads the meaning of a reply, and the trigger in an incoming call. */
@NullMarked
package org.patchbay.mapping;

import org.jspecify.annotations.NullMarked;
