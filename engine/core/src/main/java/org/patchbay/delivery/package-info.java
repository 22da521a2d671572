/** Durable work: order within a call, retries, dead letters. */
@NullMarked
package org.patchbay.delivery;

import org.jspecify.annotations.NullMarked;
