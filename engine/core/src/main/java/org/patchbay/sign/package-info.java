/** Digests and signatures over what was rendered. */
@NullMarked
package org.patchbay.sign;

import org.jspecify.annotations.NullMarked;
