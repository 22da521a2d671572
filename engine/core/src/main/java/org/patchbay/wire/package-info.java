/** Drafts to exact bytes: one encoder per place of a request, one writer per kind of body. */
@NullMarked
package org.patchbay.wire;

import org.jspecify.annotations.NullMarked;
