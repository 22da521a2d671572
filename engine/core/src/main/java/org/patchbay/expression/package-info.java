/** References, templates and conditions, compiled once when definitions are loaded. */
@NullMarked
package org.patchbay.expression;

import org.jspecify.annotations.NullMarked;
