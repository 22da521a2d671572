/** What an administrator writes, as records and sealed types. */
@NullMarked
package org.patchbay.definition;

import org.jspecify.annotations.NullMarked;
