package org.patchbay.config;

import org.patchbay.definition.Problems;

/** One kind of question about all that was read. */
interface Check {
    void run(Assembly all, Problems problems);
}
