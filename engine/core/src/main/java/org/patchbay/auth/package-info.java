/** Obtains access tokens, keeps them, and renews them once for all who wait. */
@NullMarked
package org.patchbay.auth;

import org.jspecify.annotations.NullMarked;
