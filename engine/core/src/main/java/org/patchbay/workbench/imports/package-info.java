/** Makes templates of what other systems know about an integration. */
@NullMarked
package org.patchbay.workbench.imports;

import org.jspecify.annotations.NullMarked;
