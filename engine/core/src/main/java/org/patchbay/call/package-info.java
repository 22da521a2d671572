/** Sends one request within its deadline and limits. */
@NullMarked
package org.patchbay.call;

import org.jspecify.annotations.NullMarked;
