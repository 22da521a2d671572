/** The commands. */
@NullMarked
package org.patchbay.server.cli;

import org.jspecify.annotations.NullMarked;
