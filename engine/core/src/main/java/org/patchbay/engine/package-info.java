/** The front door: triggers and hooks in, outcomes out. */
@NullMarked
package org.patchbay.engine;

import org.jspecify.annotations.NullMarked;
