/** Tests as data, dry runs, explanations, replays, simulations, imports. */
@NullMarked
package org.patchbay.workbench;

import org.jspecify.annotations.NullMarked;
