/** What a partner's call of a hook is, compiled: whose it is, whether it is genuine, what happened, and what it is answered. */
@NullMarked
package org.patchbay.hook;

import org.jspecify.annotations.NullMarked;
